package huikan.submission.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.service.sheet.Sheet;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.cycle.Cycles;
import huikan.submission.testing.OverHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** How long the sheet of a large region takes; {@code -Dhuikan.region.rows=4999} measures. */
class RegionSizeIT extends OverHttp {

    private static final int ROWS = Integer.getInteger("huikan.region.rows", 100);
    private static final int COLUMNS = 100;
    /** Beside the province, so that no other test counts it. */
    private static final String COUNTY = "990502-gov";

    @Autowired
    CycleIssue issue;

    @Autowired
    Agencies agencies;

    @Autowired
    Cycles cycles;

    private static String township(int i) {
        return "990502%05d-gov".formatted(i);
    }

    private String issued() {
        itIs("2026-02-01");
        agencies.addMissing(List.of(new Agency(COUNTY, "某县", AgencyLevel.COUNTY, null, null, List.of(), List.of(), 1)));
        List<Agency> townships = IntStream.range(0, ROWS)
                .mapToObj(
                        i -> new Agency(township(i), "某镇", AgencyLevel.TOWNSHIP, COUNTY, null, List.of(), List.of(), 1))
                .toList();
        agencies.addMissing(townships);
        String cycle = "large-" + UUID.randomUUID();
        issue.issue(yearly(cycle, 2025, townships.stream().map(Agency::code).toList()));
        return cycle;
    }

    private byte[] filled(String cycle) throws IOException {
        Cycle issued = cycles.find(cycle).orElseThrow();
        List<String> codes = issued.indicators().values().stream()
                .filter(one -> one.type() == FigureType.COUNT && issued.form().asks(one.code(), AgencyLevel.TOWNSHIP))
                .map(Definition::code)
                .limit(COLUMNS)
                .toList();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(file, "Test", "1.0")) {
            Worksheet sheet = book.newWorksheet(SheetTable.NAME);
            sheet.value(0, 0, RegionTemplate.AGENCY);
            for (int column = 1; column <= COLUMNS; column++) {
                sheet.value(0, column, codes.get(column - 1));
            }
            for (int row = 1; row <= ROWS; row++) {
                sheet.value(row, 0, township(row - 1));
                for (int column = 1; column <= COLUMNS; column++) {
                    sheet.value(row, column, row * 7 + column);
                }
            }
        }
        return file.toByteArray();
    }

    private static void say(String what, long since, int bytes) {
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        System.out.printf(
                "%s: %d rows, %d columns, %d bytes, %d ms, %.2f ms a row%n",
                what, ROWS, COLUMNS, bytes, took.toMillis(), took.toNanos() / 1e6 / ROWS);
    }

    @Test
    void a_large_region_is_taken_in_one_piece() throws IOException {
        String cycle = issued();
        sendJson("admin", "POST", "/api/relays", """
                {"form": "annual", "agency": "%1$s", "under": "%1$s", "from": "2026-02-01", "until": "2026-02-20",
                 "reason": "乡镇人手不足"}""".formatted(COUNTY)).is(201);
        String region = "/api/cycles/" + cycle + "/regions/" + COUNTY;
        byte[] filled = filled(cycle);
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        for (String pass : List.of("first upload", "second upload")) {
            long before = System.nanoTime();
            JsonNode taken = send(COUNTY, "POST", region + "/sheets", filled, "Content-Type", Sheet.XLSX)
                    .is(200)
                    .json();
            say(pass, before, filled.length);
            assertThat(taken.path("problems")
                            .valueStream()
                            .map(one -> one.path("code").asString()))
                    .containsOnly("sheet.unmarked");
            assertThat(taken.path("drafts")).hasSize(ROWS);
            assertThat(taken.path("drafts")
                            .valueStream()
                            .map(one -> one.path("version").asInt()))
                    .containsOnly(1);
            assertThat(taken.path("drafts")
                            .valueStream()
                            .map(one -> one.path("figures").asInt()))
                    .containsOnly(COLUMNS);
        }
        ManagementFactory.getMemoryPoolMXBeans()
                .forEach(pool -> System.out.printf(
                        "%s at most %d MB%n",
                        pool.getName(), pool.getPeakUsage().getUsed() >> 20));
    }
}
