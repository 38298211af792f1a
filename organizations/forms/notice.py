"""How a user wants to hear of what."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.models import Notice, NoticePreference, User

Channel = NoticePreference.Channel

# What stands under the name of each kind.
_MEANT = {
    Notice.Kind.TASK: "Văn bản chờ bạn trình, ký, ban hành; văn bản bị trả lại; văn bản chuyển cho bạn xử lý.",
    Notice.Kind.DISPATCH: "Văn bản nơi khác gửi tới đơn vị của bạn.",
    Notice.Kind.REMINDER: "Nơi gửi nhắc tiếp nhận hoặc nhắc ban hành văn bản thực hiện.",
    Notice.Kind.ANSWER: "Đơn vị nhận đã tiếp nhận, đã ban hành văn bản thực hiện.",
    Notice.Kind.COMMENT: "Góp ý và trả lời góp ý trên bản thảo.",
    Notice.Kind.ACCOUNT: "Mật khẩu, phiên đăng nhập, vai trò được giao hoặc thôi giữ.",
}


class ChannelsForm(forms.Form):
    """One choice of channel for each kind of notice."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = dict(NoticePreference.objects.filter(user=user).values_list("kind", "channel"))
        for kind in Notice.Kind:
            self.fields[kind.value] = forms.ChoiceField(
                label=str(kind.label),
                help_text=_MEANT[kind],
                choices=Channel.choices,
                initial=chosen.get(kind.value, Channel.DIGEST.value),
                widget=forms.RadioSelect,
                error_messages={
                    "required": "Hãy chọn một cách nhận.",
                    "invalid_choice": "Hãy chọn một cách nhận trong danh sách.",
                },
            )
