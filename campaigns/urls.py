"""Addresses of the chain, of movements, of reports, and of the import, which puts papers into the chain.

What units do with papers sent to them is shown here, too: their answers are plans.
"""

from django.urls import path

from campaigns.views.answer import plan_answer
from campaigns.views.board import dispatch_board, dispatch_remind
from campaigns.views.campaign import campaign_create, campaign_detail
from campaigns.views.carry_over import plan_carry_over
from campaigns.views.changes import plan_changes
from campaigns.views.compare import plan_compare, plan_compare_sheet
from campaigns.views.coverage import coverage_board, coverage_item
from campaigns.views.coverage_out import coverage_print, coverage_sheet
from campaigns.views.create import plan_create
from campaigns.views.graph import cited_graph
from campaigns.views.import_batch import (
    import_batch,
    import_batch_save,
    import_batch_undo,
    import_batches,
    import_item_retry,
)
from campaigns.views.importing import import_review, import_start
from campaigns.views.items import (
    obligation_add,
    obligation_edit,
    plan_items,
    plan_items_judge,
    target_add,
    target_edit,
)
from campaigns.views.late import late_board, late_print, late_remind, late_sheet
from campaigns.views.parent import plan_parent
from campaigns.views.plan import plan_detail, plan_edit, plan_list
from campaigns.views.progress import report_detail, report_edit, report_home, report_send, report_step
from campaigns.views.progress_file import report_file, report_file_add, report_file_remove
from campaigns.views.progress_round import (
    round_board,
    round_change,
    round_create,
    round_decide,
    round_print,
    round_remind,
    round_sheet,
)
from campaigns.views.progress_totals import round_draft, round_totals, round_trace, totals_sheet
from campaigns.views.received import dispatch_forward, received_detail, received_list
from campaigns.views.replying import plan_reply, plan_reply_save
from campaigns.views.targets import plan_targets, share_link, target_report, target_share

urlpatterns = [
    path("ke-hoach/", plan_list, name="plan_list"),
    path("ke-hoach/soan/", plan_create, name="plan_create"),
    path("ke-hoach/cham/", late_board, name="late_board"),
    path("ke-hoach/cham/in/", late_print, name="late_print"),
    path("ke-hoach/cham/excel/", late_sheet, name="late_sheet"),
    path("ke-hoach/cham/nhac/", late_remind, name="late_remind"),
    path("ke-hoach/<int:pk>/", plan_detail, name="plan_detail"),
    path("ke-hoach/<int:pk>/sua/", plan_edit, name="plan_edit"),
    path("ke-hoach/<int:pk>/cap-tren/", plan_parent, name="plan_parent"),
    path("ke-hoach/<int:pk>/dung-lai/", plan_carry_over, name="plan_carry_over"),
    path("ke-hoach/<int:pk>/muc/", plan_items, name="plan_items"),
    path("ke-hoach/<int:pk>/muc/xac-nhan/", plan_items_judge, name="plan_items_judge"),
    path("ke-hoach/muc/<int:pk>/them-nhiem-vu/", obligation_add, name="obligation_add"),
    path("ke-hoach/muc/<int:pk>/them-chi-tieu/", target_add, name="target_add"),
    path("ke-hoach/nhiem-vu/<int:pk>/", obligation_edit, name="obligation_edit"),
    path("ke-hoach/chi-tieu/<int:pk>/", target_edit, name="target_edit"),
    path("ke-hoach/<int:pk>/tra-loi/", plan_reply, name="plan_reply"),
    path("ke-hoach/<int:pk>/tra-loi/luu/", plan_reply_save, name="plan_reply_save"),
    path("ke-hoach/<int:pk>/chi-tieu/", plan_targets, name="plan_targets"),
    path("ke-hoach/chi-tieu/<int:pk>/giao/", target_share, name="target_share"),
    path("ke-hoach/chi-tieu/<int:pk>/ket-qua/", target_report, name="target_report"),
    path("ke-hoach/chi-tieu/phan-giao/<int:pk>/noi/", share_link, name="share_link"),
    path("ke-hoach/<int:pk>/tao-tu/", plan_answer, name="plan_answer"),
    path("ke-hoach/<int:pk>/thay-doi/", plan_changes, name="plan_changes"),
    path("ke-hoach/<int:pk>/so-sanh/", plan_compare, name="plan_compare"),
    path("ke-hoach/<int:pk>/so-sanh/excel/", plan_compare_sheet, name="plan_compare_sheet"),
    path("ke-hoach/<int:pk>/phat-dong/", campaign_create, name="campaign_create"),
    path("ke-hoach/<int:pk>/do-phu/", coverage_board, name="coverage_board"),
    path("ke-hoach/<int:pk>/do-phu/excel/", coverage_sheet, name="coverage_sheet"),
    path("ke-hoach/<int:pk>/do-phu/in/", coverage_print, name="coverage_print"),
    path("ke-hoach/muc/<int:pk>/", coverage_item, name="coverage_item"),
    path("ke-hoach/phong-trao/<int:pk>/", campaign_detail, name="campaign_detail"),
    path("bao-cao/", report_home, name="report_home"),
    path("bao-cao/mo/", round_create, name="round_create"),
    path("bao-cao/dot/<int:pk>/", round_board, name="round_board"),
    path("bao-cao/dot/<int:pk>/excel/", round_sheet, name="round_sheet"),
    path("bao-cao/dot/<int:pk>/in/", round_print, name="round_print"),
    path("bao-cao/dot/<int:pk>/xu-ly/", round_decide, name="round_decide"),
    path("bao-cao/dot/<int:pk>/nhac/", round_remind, name="round_remind"),
    path("bao-cao/dot/<int:pk>/thay-doi/", round_change, name="round_change"),
    path("bao-cao/dot/<int:pk>/tong-hop/", round_totals, name="round_totals"),
    path("bao-cao/dot/<int:pk>/tong-hop/excel/", totals_sheet, name="totals_sheet"),
    path("bao-cao/dot/<int:pk>/soan/", round_draft, name="round_draft"),
    path("bao-cao/can-cu/<int:pk>/", round_trace, name="round_trace"),
    path("bao-cao/<int:pk>/", report_detail, name="report_detail"),
    path("bao-cao/<int:pk>/sua/", report_edit, name="report_edit"),
    path("bao-cao/<int:pk>/gui/", report_send, name="report_send"),
    path("bao-cao/<int:pk>/tiep-nhan/", report_step, {"action": "accept"}, name="report_accept"),
    path("bao-cao/<int:pk>/tra-lai/", report_step, {"action": "return"}, name="report_return"),
    path("bao-cao/<int:pk>/rut-lai/", report_step, {"action": "withdraw"}, name="report_withdraw"),
    path("bao-cao/<int:pk>/minh-chung/", report_file_add, name="report_file_add"),
    path("bao-cao/minh-chung/<int:pk>/", report_file, name="report_file"),
    path("bao-cao/minh-chung/<int:pk>/bo/", report_file_remove, name="report_file_remove"),
    path("van-ban/nhan/", received_list, name="received_list"),
    path("van-ban/nhan/<int:pk>/", received_detail, name="received_detail"),
    path("van-ban/nhan/<int:pk>/chuyen/", dispatch_forward, name="dispatch_forward"),
    path("van-ban/<int:pk>/noi-nhan/", dispatch_board, name="dispatch_board"),
    path("van-ban/<int:pk>/nhac/", dispatch_remind, name="dispatch_remind"),
    path("van-ban/duoc-dan/so-do/", cited_graph, name="cited_graph"),
    path("van-ban/nhap/", import_start, name="import_start"),
    path("van-ban/nhap/dot/", import_batches, name="import_batches"),
    path("van-ban/nhap/dot/<int:pk>/", import_batch, name="import_batch"),
    path("van-ban/nhap/dot/<int:pk>/luu/", import_batch_save, name="import_batch_save"),
    path("van-ban/nhap/dot/<int:pk>/hoan-tac/", import_batch_undo, name="import_batch_undo"),
    path("van-ban/nhap/tep/<int:pk>/thu-lai/", import_item_retry, name="import_item_retry"),
    path("van-ban/nhap/<uuid:pk>/", import_review, name="import_review"),
]
