"""What the clock reminded of: one row for each step of a duty."""

from __future__ import annotations

from django.db import models

from documents.models import Dispatch


class ClockReminder(models.Model):
    """A reminder that the clock sent: about which duty of a dispatch, at which step of which deadline, to whom.

    The constraint is what keeps two clocks from sending one step twice. ``run`` tells a clock which rows are its own.
    A further kind of duty brings its own reference beside ``dispatch`` and its own constraint.
    """

    class Duty(models.TextChoices):
        """What the unit owes."""

        ANSWER = "answer", "Chưa ban hành"
        ACKNOWLEDGE = "acknowledge", "Chưa tiếp nhận"

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="clock_reminders", verbose_name="lần gửi")
    duty = models.CharField("việc", max_length=12, choices=Duty.choices)
    step = models.CharField("bước nhắc", max_length=20)
    due_on = models.DateField("hạn")
    days_late = models.SmallIntegerField("trễ (ngày làm việc)")
    on = models.DateField("ngày nhắc")
    told = models.JSONField("người được nhắc", default=list)
    run = models.UUIDField("lượt", editable=False, db_index=True)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lần nhắc tự động"
        verbose_name_plural = "lần nhắc tự động"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["dispatch", "duty", "due_on", "step"], name="clock_reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.dispatch}, {self.get_duty_display().lower()}, {self.on:%d/%m/%Y}"
