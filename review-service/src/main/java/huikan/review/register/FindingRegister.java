package huikan.review.register;

import huikan.review.calendar.Today;
import huikan.review.finding.Finding;
import huikan.review.finding.Finding.Measure;
import huikan.review.finding.Finding.Plan;
import huikan.review.finding.Finding.Report;
import huikan.review.finding.Finding.Source;
import huikan.review.finding.FindingStatus;
import huikan.review.finding.Rectify;
import huikan.review.workflow.Worded;
import huikan.service.sheet.Sheet;
import huikan.service.sheet.SheetLanguage;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 整改台账: the register, 一问题 + 一方案 + 一报告 in one row. */
final class FindingRegister {

    private static final Sheet<SheetRow> CHINESE = sheet(SheetLanguage.ZH);
    private static final Sheet<SheetRow> ENGLISH = sheet(SheetLanguage.EN);

    private FindingRegister() {}

    /** The register as a table. */
    static Sheet<SheetRow> in(SheetLanguage language) {
        return language == SheetLanguage.ZH ? CHINESE : ENGLISH;
    }

    private static String word(SheetLanguage in, Worded code) {
        return in.pick(code.zh(), code.en());
    }

    private static Sheet<SheetRow> sheet(SheetLanguage in) {
        String code = in.pick("代码", " (code)");
        String unit = in.pick("责任单位", "Agency");
        String lead = in.pick("牵头单位", "Lead agency");
        String supporting = in.pick("配合单位", "Supporting agencies");
        return new Sheet<SheetRow>(in.pick("整改台账", "Register of findings"))
                .column(in.pick("编号", "Id"), 38, one -> one.row().id())
                .column(unit, 24, one -> one.name(one.row().agency()))
                .column(unit + code, 14, one -> one.row().agency())
                .column(lead, 24, one -> one.name(one.row().lead()))
                .column(lead + code, 14, one -> one.row().lead())
                .column(
                        supporting,
                        30,
                        one -> listed(one.row().supporting().stream().map(one::name), in))
                .column(supporting + code, 20, one -> listed(one.row().supporting().stream(), in))
                .column(in.pick("问题", "Finding"), 30, one -> one.row().problem().title())
                .column(
                        in.pick("问题描述", "Description"),
                        50,
                        one -> one.row().problem().description())
                .column(
                        in.pick("类别", "Category"),
                        20,
                        one -> one.row().problem().category())
                .column(
                        in.pick("来源", "Source"),
                        14,
                        one -> word(in, one.row().problem().source().kind()))
                .column(
                        in.pick("整改类型", "Rectify"),
                        14,
                        one -> word(in, one.row().problem().rectify()))
                .column(
                        in.pick("重点问题", "Key finding"),
                        10,
                        one -> in.word(one.row().problem().key()))
                .column(in.pick("登记日期", "Registered on"), 12, one -> one.row().registeredOn())
                .column(in.pick("整改方案", "Plan"), 50, one -> measures(one.row().plan(), in))
                .column(in.pick("整改时限", "Due on"), 12, one -> one.row().dueOn())
                .column(in.pick("进度%", "Progress %"), 8, one -> one.row().percent())
                .column(in.pick("状态", "State"), 16, one -> word(in, one.row().status()))
                .column(in.pick("逾期", "Overdue"), 8, one -> in.word(one.row().overdue()))
                .column(in.pick("整改报告", "Report"), 50, one -> report(one.row().report()))
                .column(in.pick("销号日期", "Closed on"), 12, one -> one.row().closedOn())
                .column(in.pick("反弹次数", "Relapses"), 10, one -> one.row().relapses());
    }

    /**
     * A row of the table.
     *
     * @param names what agencies are called, by code; without those whose names are not known
     */
    record SheetRow(Row row, Map<String, String> names) {

        /** The rows of one page, with the names of all their agencies. */
        static Stream<SheetRow> of(List<Row> page, Function<Set<String>, Map<String, String>> named) {
            Map<String, String> names = named.apply(page.stream()
                    .flatMap(row -> Stream.concat(Stream.of(row.agency(), row.lead()), row.supporting().stream()))
                    .collect(Collectors.toSet()));
            return page.stream().map(row -> new SheetRow(row, names));
        }

        String name(String code) {
            return names.getOrDefault(code, code);
        }
    }

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

    private static String listed(Stream<String> all, SheetLanguage in) {
        return all.collect(Collectors.joining(in.pick("、", ", ")));
    }

    private static @Nullable String report(@Nullable Report report) {
        return report == null ? null : report.text();
    }

    private static @Nullable String measures(@Nullable Plan plan, SheetLanguage in) {
        return plan == null
                ? null
                : plan.measures().stream().map(one -> measure(one, in)).collect(Collectors.joining("\n"));
    }

    private static String measure(Measure one, SheetLanguage in) {
        return in.pick("%s（%s，%s，%d%%）", "%s (%s, %s, %d %%)")
                .formatted(one.text(), one.owner(), one.dueOn(), one.percent());
    }
}
