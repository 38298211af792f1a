"""Addresses of the chain, of movements, of reports, and of the import, which puts papers into the chain.

What units do with papers sent to them is shown here, too: their answers are plans.
"""

from django.urls import path

from campaigns.views.adoption import (
    adoption_detail,
    adoption_list,
    adoption_report,
    adoption_sheet,
    adoption_step,
    model_adopt,
)
from campaigns.views.answer import plan_answer
from campaigns.views.board import dispatch_board, dispatch_remind
from campaigns.views.campaign import campaign_create, campaign_detail
from campaigns.views.carry_over import plan_carry_over
from campaigns.views.changes import plan_changes
from campaigns.views.compare import plan_compare, plan_compare_sheet
from campaigns.views.coverage import coverage_board, coverage_item
from campaigns.views.coverage_out import coverage_print, coverage_sheet
from campaigns.views.coverage_pdf import board_file, board_file_download, board_file_retry, coverage_pdf
from campaigns.views.create import plan_create
from campaigns.views.exemplar import exemplar_list, exemplar_paper, exemplar_print, exemplar_sheet, exemplar_stats
from campaigns.views.exemplar_detail import (
    exemplar_consent,
    exemplar_create,
    exemplar_detail,
    exemplar_edit,
    exemplar_step,
    exemplar_withdraw,
)
from campaigns.views.exemplar_photo import photo_add, photo_first, photo_remove, photo_show
from campaigns.views.exemplar_public import exemplar_public, exemplar_public_list, exemplar_public_photo
from campaigns.views.graph import cited_graph
from campaigns.views.import_batch import (
    import_batch,
    import_batch_save,
    import_batch_undo,
    import_batches,
    import_item_retry,
)
from campaigns.views.importing import import_review, import_start
from campaigns.views.inspection import (
    inspection_announce,
    inspection_create,
    inspection_detail,
    inspection_edit,
    inspection_list,
    inspection_notify,
    inspection_schedule,
    inspection_units,
)
from campaigns.views.inspection_out import inspection_print, inspection_sheet
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
from campaigns.views.progress_totals import round_draft, round_totals, round_trace, totals_print, totals_sheet
from campaigns.views.received import dispatch_forward, received_detail, received_list
from campaigns.views.recommendation import (
    evidence_download,
    recommendation_answer,
    recommendation_list,
    recommendation_sheet,
    response_judge,
)
from campaigns.views.replying import plan_reply, plan_reply_save
from campaigns.views.schedule_import import schedule_batch, schedule_import, schedule_marked, schedule_template
from campaigns.views.targets import plan_targets, share_link, target_report, target_share
from campaigns.views.visit import (
    visit_detail,
    visit_edit,
    visit_finding_edit,
    visit_finding_remove,
    visit_findings,
    visit_minutes,
    visit_step,
)

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
    path("ke-hoach/<int:pk>/do-phu/pdf/", coverage_pdf, name="coverage_pdf"),
    path("ke-hoach/do-phu/tep/<int:pk>/", board_file, name="board_file"),
    path("ke-hoach/do-phu/tep/<int:pk>/tai/", board_file_download, name="board_file_download"),
    path("ke-hoach/do-phu/tep/<int:pk>/thu-lai/", board_file_retry, name="board_file_retry"),
    path("ke-hoach/muc/<int:pk>/", coverage_item, name="coverage_item"),
    path("ke-hoach/phong-trao/<int:pk>/", campaign_detail, name="campaign_detail"),
    path("kiem-tra/", inspection_list, name="inspection_list"),
    path("kiem-tra/lap/", inspection_create, name="inspection_create"),
    path("kiem-tra/<int:pk>/", inspection_detail, name="inspection_detail"),
    path("kiem-tra/<int:pk>/sua/", inspection_edit, name="inspection_edit"),
    path("kiem-tra/<int:pk>/don-vi/", inspection_units, name="inspection_units"),
    path("kiem-tra/<int:pk>/lich/", inspection_schedule, name="inspection_schedule"),
    path("kiem-tra/<int:pk>/lich/excel/", schedule_import, name="schedule_import"),
    path("kiem-tra/<int:pk>/lich/mau/", schedule_template, name="schedule_template"),
    path("kiem-tra/lich/<uuid:pk>/", schedule_batch, name="schedule_batch"),
    path("kiem-tra/lich/<uuid:pk>/danh-dau/", schedule_marked, name="schedule_marked"),
    path("kiem-tra/<int:pk>/thong-bao/", inspection_notify, name="inspection_notify"),
    path("kiem-tra/<int:pk>/soan-thong-bao/", inspection_announce, name="inspection_announce"),
    path("kiem-tra/<int:pk>/excel/", inspection_sheet, name="inspection_sheet"),
    path("kiem-tra/<int:pk>/in/", inspection_print, name="inspection_print"),
    path("kiem-tra/cuoc/<int:pk>/", visit_detail, name="visit_detail"),
    path("kiem-tra/cuoc/<int:pk>/sua/", visit_edit, name="visit_edit"),
    path("kiem-tra/cuoc/<int:pk>/buoc/<slug:action>/", visit_step, name="visit_step"),
    path("kiem-tra/cuoc/<int:pk>/bien-ban/", visit_minutes, name="visit_minutes"),
    path("kiem-tra/cuoc/<int:pk>/ket-qua/", visit_findings, name="visit_findings"),
    path("kiem-tra/ket-qua/<int:pk>/", visit_finding_edit, name="visit_finding_edit"),
    path("kiem-tra/ket-qua/<int:pk>/xoa/", visit_finding_remove, name="visit_finding_remove"),
    path("kiem-tra/kien-nghi/", recommendation_list, name="recommendation_list"),
    path("kiem-tra/kien-nghi/excel/", recommendation_sheet, name="recommendation_sheet"),
    path("kiem-tra/kien-nghi/<int:pk>/tra-loi/", recommendation_answer, name="recommendation_answer"),
    path("kiem-tra/tra-loi/<int:pk>/", response_judge, name="response_judge"),
    path("kiem-tra/tep/<int:pk>/", evidence_download, name="evidence_download"),
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
    path("bao-cao/dot/<int:pk>/tong-hop/in/", totals_print, name="totals_print"),
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
    path("dien-hinh/", exemplar_list, name="exemplar_list"),
    path("dien-hinh/in/", exemplar_print, name="exemplar_print"),
    path("dien-hinh/excel/", exemplar_sheet, name="exemplar_sheet"),
    path("dien-hinh/thong-ke/", exemplar_stats, name="exemplar_stats"),
    path("dien-hinh/soan-danh-sach/", exemplar_paper, name="exemplar_paper"),
    path("dien-hinh/them/", exemplar_create, name="exemplar_create"),
    path("dien-hinh/<int:pk>/", exemplar_detail, name="exemplar_detail"),
    path("dien-hinh/<int:pk>/sua/", exemplar_edit, name="exemplar_edit"),
    path("dien-hinh/<int:pk>/buoc/<slug:action>/", exemplar_step, name="exemplar_step"),
    path("dien-hinh/<int:pk>/cong-khai/", exemplar_consent, name="exemplar_consent"),
    path("dien-hinh/<int:pk>/rut-cong-khai/", exemplar_withdraw, name="exemplar_withdraw"),
    path("dien-hinh/<int:pk>/anh/", photo_add, name="photo_add"),
    path("dien-hinh/<int:pk>/ap-dung/", model_adopt, name="model_adopt"),
    path("dien-hinh/anh/<uuid:pk>/", photo_show, name="photo_show"),
    path("dien-hinh/anh/<uuid:pk>/bo/", photo_remove, name="photo_remove"),
    path("dien-hinh/anh/<uuid:pk>/dau/", photo_first, name="photo_first"),
    path("dien-hinh/ap-dung/", adoption_list, name="adoption_list"),
    path("dien-hinh/ap-dung/excel/", adoption_sheet, name="adoption_sheet"),
    path("dien-hinh/ap-dung/<int:pk>/", adoption_detail, name="adoption_detail"),
    path("dien-hinh/ap-dung/<int:pk>/ket-qua/", adoption_report, name="adoption_report"),
    path("dien-hinh/ap-dung/<int:pk>/buoc/<slug:action>/", adoption_step, name="adoption_step"),
    path("cong-khai/dien-hinh/", exemplar_public_list, name="exemplar_public_list"),
    path("cong-khai/dien-hinh/<int:pk>/", exemplar_public, name="exemplar_public"),
    path("cong-khai/dien-hinh/anh/<uuid:pk>/", exemplar_public_photo, name="exemplar_public_photo"),
]
