package huikan.review.register;

import huikan.review.calendar.Today;
import huikan.review.finding.Finding;
import huikan.review.finding.Finding.Measure;
import huikan.review.finding.Finding.Plan;
import huikan.review.finding.Finding.Rectify;
import huikan.review.finding.Finding.Report;
import huikan.review.finding.Finding.Source;
import huikan.review.finding.FindingStatus;
import huikan.review.sheet.Sheet;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 整改台账: the register, 一问题 + 一方案 + 一报告 in one row. */
final class FindingRegister {

    /** The register as a table. */
    static final Sheet<Row> SHEET = new Sheet<Row>("整改台账")
            .column("编号", 38, Row::id)
            .column("责任单位", 14, Row::agency)
            .column("牵头单位", 14, Row::lead)
            .column("配合单位", 20, row -> String.join("、", row.supporting()))
            .column("问题", 30, row -> row.problem().title())
            .column("问题描述", 50, row -> row.problem().description())
            .column("类别", 20, row -> row.problem().category())
            .column("来源", 14, row -> row.problem().source().kind())
            .column("整改类型", 14, row -> row.problem().rectify())
            .column("重点问题", 10, row -> row.problem().key())
            .column("登记日期", 12, Row::registeredOn)
            .column("整改方案", 50, row -> measures(row.plan()))
            .column("整改时限", 12, Row::dueOn)
            .column("进度%", 8, Row::percent)
            .column("状态", 16, Row::status)
            .column("逾期", 8, Row::overdue)
            .column(
                    "整改报告",
                    50,
                    row -> row.report() == null ? null : row.report().text())
            .column("销号日期", 12, Row::closedOn)
            .column("反弹次数", 10, Row::relapses);

    private FindingRegister() {}

    /**
     * A row of the register.
     *
     * @param lead whose the rectification is
     * @param percent how much of the plan is done
     * @param relapses how often it was found again after it was closed
     */
    record Row(
            String id,
            FindingStatus status,
            String agency,
            String lead,
            List<String> supporting,
            boolean overdue,
            @Nullable LocalDate dueOn,
            LocalDate registeredOn,
            Problem problem,
            @Nullable Plan plan,
            int percent,
            @Nullable Report report,
            @Nullable LocalDate closedOn,
            int relapses) {

        static Row of(Finding finding, LocalDate today) {
            return new Row(
                    finding.id(),
                    finding.status(),
                    finding.agency(),
                    finding.unit(),
                    finding.assignment() == null
                            ? List.of()
                            : finding.assignment().supporting(),
                    finding.overdue(today),
                    finding.dueOn(),
                    Today.date(finding.openedAt()),
                    new Problem(
                            finding.title(),
                            finding.description(),
                            finding.category(),
                            finding.source(),
                            finding.rectify(),
                            finding.key()),
                    finding.plan(),
                    finding.percent(),
                    finding.report(),
                    finding.closedOn(),
                    finding.relapses());
        }
    }

    /** What was found. */
    record Problem(String title, String description, String category, Source source, Rectify rectify, boolean key) {}

    private static @Nullable String measures(@Nullable Plan plan) {
        return plan == null
                ? null
                : plan.measures().stream().map(FindingRegister::measure).collect(Collectors.joining("\n"));
    }

    private static String measure(Measure one) {
        return one.text() + "（" + one.owner() + "，" + one.dueOn() + "，" + one.percent() + "%）";
    }
}
