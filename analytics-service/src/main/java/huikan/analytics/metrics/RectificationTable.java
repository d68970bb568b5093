package huikan.analytics.metrics;

import huikan.analytics.metrics.RectificationController.RectificationView;
import huikan.analytics.share.Share;
import huikan.analytics.supervision.ChildCounts;
import huikan.analytics.supervision.FindingCounts;
import huikan.analytics.supervision.ReplyCounts;
import huikan.service.sheet.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link RectificationView} as a table: one figure a row. */
final class RectificationTable {

    /**
     * @param of which part of the figure, as the answer names it; null for the whole
     * @param share null for a count
     */
    private record Row(
            String agency,
            String subject,
            String figure,
            @Nullable String of,
            @Nullable Long number,
            @Nullable Share share) {}

    private final Table.Words in;
    private final List<Row> rows = new ArrayList<>();
    private String agency;
    private String subject = "";

    private RectificationTable(Table.Words in, String agency) {
        this.in = in;
        this.agency = agency;
    }

    static Table<?> of(RectificationView view, Table.Words in) {
        in.knowing(view.children().stream().map(ChildCounts::agency).toList());
        in.knowing(List.of(view.under()));
        RectificationTable table = new RectificationTable(in, view.under());
        table.findings(view.findings());
        table.about("督办单", "Orders").replies(view.orders(), null);
        table.about("函", "Letters").replies(view.letters().all(), null);
        view.letters().byKind().forEach((kind, counts) -> table.replies(counts, kind));
        table.others(view);
        table.about("问题", "Findings");
        view.children().forEach(table::child);
        Sheet<Row> sheet = in.withAgency(new Sheet<Row>(in.pick("整改与督办", "Rectification")), Row::agency)
                .column(in.pick("事项", "Subject"), 12, Row::subject)
                .column(in.pick("指标", "Figure"), 20, Row::figure)
                .column(in.pick("其中", "Of it"), 20, Row::of)
                .column(in.pick("数量", "Number"), 10, Row::number)
                .column(
                        in.pick("比率%", "Rate %"),
                        10,
                        row -> row.share == null ? null : IndicatorValue.number(row.share.rate()))
                .column(in.pick("分子", "Numerator"), 10, row -> row.share == null ? null : row.share.numerator())
                .column(in.pick("分母", "Denominator"), 10, row -> row.share == null ? null : row.share.denominator());
        return new Table<>(
                Table.name(
                        view.asOf(),
                        "rectification",
                        view.under(),
                        view.from() == null ? "first" : view.from(),
                        view.to() == null ? "last" : view.to()),
                sheet,
                table.rows.stream());
    }

    private RectificationTable about(String zh, String en) {
        subject = in.pick(zh, en);
        return this;
    }

    private RectificationTable number(String zh, String en, @Nullable String of, long number) {
        rows.add(new Row(agency, subject, in.pick(zh, en), of, number, null));
        return this;
    }

    private RectificationTable share(String zh, String en, @Nullable String of, Share share) {
        rows.add(new Row(agency, subject, in.pick(zh, en), of, null, share));
        return this;
    }

    private void each(String zh, String en, Map<String, Long> numbers) {
        numbers.forEach((of, number) -> number(zh, en, of, number));
    }

    private void findings(FindingCounts counts) {
        about("问题", "Findings").number("登记", "Registered", null, counts.registered());
        each("按状态", "By status", counts.byStatus());
        each("按整改类别", "By class", counts.byRectify());
        each("按来源", "By source", counts.bySource());
        each("按问题类别", "By category", counts.byCategory());
        number("重点问题", "Key findings", null, counts.key());
        found(
                counts.closed(),
                counts.closingRate(),
                counts.overdue(),
                counts.inspectedAgain(),
                counts.relapsed(),
                counts.relapseRate(),
                counts.falseRectification(),
                counts.falseRate(),
                counts.notRectified(),
                counts.recurred());
    }

    private void child(ChildCounts counts) {
        agency = counts.agency();
        number("登记", "Registered", null, counts.registered());
        found(
                counts.closed(),
                counts.closingRate(),
                counts.overdue(),
                counts.inspectedAgain(),
                counts.relapsed(),
                counts.relapseRate(),
                counts.falseRectification(),
                counts.falseRate(),
                counts.notRectified(),
                counts.recurred());
    }

    private void found(
            long closed,
            Share closingRate,
            long overdue,
            long inspectedAgain,
            long relapsed,
            Share relapseRate,
            long falseRectification,
            Share falseRate,
            long notRectified,
            long recurred) {
        number("已销号", "Closed", null, closed)
                .share("销号率", "Closing rate", null, closingRate)
                .number("逾期", "Overdue", null, overdue)
                .number("已回头看", "Inspected again", null, inspectedAgain)
                .number("反弹", "Relapsed", null, relapsed)
                .share("反弹率", "Relapse rate", null, relapseRate)
                .number("虚假整改", "False rectification", null, falseRectification)
                .share("虚假整改率", "False rate", null, falseRate)
                .number("未整改", "Not rectified", null, notRectified)
                .number("同类再发", "Recurred", null, recurred);
    }

    private void replies(ReplyCounts counts, @Nullable String kind) {
        number("印发", "Issued", kind, counts.issued())
                .number("撤销", "Cancelled", kind, counts.cancelled())
                .number("应反馈", "Due replies", kind, counts.dueReplies())
                .number("已反馈", "Answered", kind, counts.answered())
                .number("按期反馈", "Answered in time", kind, counts.answeredInTime())
                .share("按期反馈率", "In time", kind, counts.inTimeRate())
                .number("逾期", "Overdue", kind, counts.overdue());
    }

    private void others(RectificationView view) {
        about("督察", "Inspections")
                .number("单位", "Agencies", null, view.inspections().agencies())
                .number("已督察", "Inspected", null, view.inspections().inspected())
                .share("覆盖率", "Coverage", null, view.inspections().coverage());
        about("案卷评查", "Case-file reviews")
                .number("已定等次", "Graded", null, view.caseReviews().graded())
                .number("已通报", "Circulated", null, view.caseReviews().circulated())
                .number("案卷", "Files", null, view.caseReviews().files())
                .each("按等次", "By grade", view.caseReviews().byGrade());
        number("未移交", "Missing", null, view.caseReviews().missing())
                .share("优秀率", "Excellent", null, view.caseReviews().excellentRate());
        about("任务", "Tasks")
                .number("下达", "Issued", null, view.tasks().issued())
                .number("完成", "Done", null, view.tasks().done())
                .number("逾期", "Overdue", null, view.tasks().overdue())
                .share("完成率", "Done rate", null, view.tasks().doneRate());
    }
}
