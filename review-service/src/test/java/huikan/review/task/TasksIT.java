package huikan.review.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.review.testing.OverHttp;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Move;
import huikan.review.workflow.Person;
import huikan.service.sheet.Sheet;
import huikan.trail.Trail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TasksIT extends OverHttp {

    private static final String CITY = "210900-gov.supervisor";
    private static final String UNIT = "210902-gov";
    private static final String DELIVERED = "'sha256:" + "d".repeat(64) + "'";

    @Autowired
    Cases<TaskList, TaskListStatus> lists;

    @BeforeEach
    void spring() {
        itIs("2024-03-01");
    }

    private static final String LIST = """
            {'title': '2024年法治政府建设任务清单', 'aspects': [
              {'title': '依法行政', 'goals': [
                {'title': '规范执法', 'measures': [
                  {'text': '全面推行三项制度', 'lead': '210902-gov', 'supporting': ['210902-ndmo'], 'dueOn': '2024-06-28',
                   'deliverable': '自查报告', 'reports': 'WEEKLY'},
                  {'text': '案卷评查', 'lead': '210903-gov', 'dueOn': '2024-11-29', 'deliverable': '评查通报'}]},
                {'title': '提升能力', 'measures': [
                  {'text': '执法培训', 'lead': '210900-ndmo', 'dueOn': '2024-09-30', 'deliverable': '培训记录'}]}]}]}
            """;

    private String issued() {
        String list =
                "/api/task-lists/" + post(CITY, "/api/task-lists", LIST).is(201).id();
        assertThat(move(CITY, list, "issue", null).is(200).text("status")).isEqualTo("ISSUED");
        return list;
    }

    private String taskOf(String list, String number) {
        for (var task : get("admin", "/api/tasks?limit=500&list=" + list.substring("/api/task-lists/".length()))
                .is(200)
                .json()
                .path("items")) {
            if (task.path("number").asString().equals(number)
                    && !task.path("status").asString().equals("ADJUSTED")) {
                return "/api/tasks/" + task.path("id").asString();
            }
        }
        throw new AssertionError(number + " is not there");
    }

    @Test
    void each_measure_of_a_list_is_a_task_from_its_issue_to_its_check() {
        String list = issued();
        String task = taskOf(list, "1.1.1");
        assertThat(get(UNIT, task).moves()).containsExactly("accept");
        move(UNIT, task, "accept", null).is(200);
        move(UNIT, task, "start", null).is(200);
        move(UNIT, task, "report", "{'percent': 40, 'comment': '已部署'}").is(200);
        var goals = get(CITY, list).json().path("goals");
        assertThat(goals.path(0).path("tasks").asInt()).isEqualTo(2);
        assertThat(goals.path(0).path("percent").asInt()).isEqualTo(20);
        move(UNIT, task, "apply-done", "{'report': '已完成', 'deliverable': []}").problem(422, "matter-invalid");
        move(UNIT, task, "apply-done", "{'report': '已完成', 'deliverable': [" + DELIVERED + "]}")
                .is(200);
        Answer refused = move(CITY, task, "reject", "{'reason': '材料不全'}").is(200);
        assertThat(refused.text("status")).isEqualTo("IN_PROGRESS");
        assertThat(refused.json().path("percent").asInt()).isEqualTo(40);
        move(UNIT, task, "apply-done", "{'report': '已补齐', 'deliverable': [" + DELIVERED + "]}")
                .is(200);
        assertThat(move(CITY, task, "confirm", null).is(200).text("status")).isEqualTo("DONE");
        assertThat(get(CITY, list).json().path("goals").path(0).path("done").asInt())
                .isEqualTo(1);
        Trail trail = JSON.treeToValue(get(UNIT, task + "/trail").is(200).json(), Trail.class);
        assertThat(trail.faults()).isEmpty();
        assertThat(trail.steps()).extracting("move").startsWith("open", "accept", "start", "report");
    }

    @Test
    void a_draft_is_its_owners_and_is_issued_when_each_measure_says_who_until_when_and_what() {
        String open = """
                {'title': 'x', 'aspects': [{'title': 'a', 'goals': [{'title': 'g', 'measures': [{'text': 'm'}]}]}]}""";
        String list =
                "/api/task-lists/" + post(CITY, "/api/task-lists", open).is(201).id();
        get(UNIT, list).problem(404, "matter-unknown");
        get("210900-ndmo.supervisor", list).problem(404, "matter-unknown");
        assertThat(move(CITY, list, "issue", null).problem(422, "matter-invalid"))
                .containsExactlyInAnyOrder(
                        "/aspects/0/goals/0/measures/0/lead field.missing",
                        "/aspects/0/goals/0/measures/0/dueOn field.missing",
                        "/aspects/0/goals/0/measures/0/deliverable field.missing");
        move(CITY, list, "redraft", "{'title': 'x', 'aspects': []}").is(200);
        assertThat(move(CITY, list, "issue", null).problem(422, "matter-invalid"))
                .containsExactly("/aspects items.count");
        assertThat(post(
                                CITY,
                                "/api/task-lists",
                                open.replace("'text': 'm'", "'text': ' ', 'lead': '310000-gov', 'supporting': ['x']"))
                        .problem(422, "matter-invalid"))
                .containsExactlyInAnyOrder(
                        "/aspects/0/goals/0/measures/0/text field.missing",
                        "/aspects/0/goals/0/measures/0/lead agency.unknown",
                        "/aspects/0/goals/0/measures/0/supporting/0 agency.unknown");
        post(UNIT, "/api/task-lists", open).problem(403, "move-not-yours");
    }

    @Test
    void an_adjustment_ends_an_edition_and_issues_the_next_in_its_place() {
        String list = issued();
        String first = taskOf(list, "1.1.2");
        move("210903-gov", first, "accept", null).is(200);
        move(CITY, first, "adjust", "{'reason': 'x', 'lead': '999999-gov', 'dueOn': '2024-01-01'}")
                .problem(422, "matter-invalid");
        Answer ended = move(CITY, first, "adjust", "{'reason': '机构改革', 'lead': '210902-gov', 'dueOn': '2024-12-31'}")
                .is(200);
        assertThat(ended.text("status")).isEqualTo("ADJUSTED");
        String next = taskOf(list, "1.1.2");
        Answer fresh = get(UNIT, next).is(200);
        assertThat(fresh.text("agency")).isEqualTo("210902-gov");
        assertThat(fresh.text("dueOn")).isEqualTo("2024-12-31");
        assertThat(fresh.json().path("edition").asInt()).isEqualTo(2);
        assertThat(fresh.text("replaces")).isEqualTo(ended.id());
        assertThat(fresh.text("status")).isEqualTo("ISSUED");
        // the goal counts what is to be done now, once
        assertThat(get(CITY, list).json().path("goals").path(0).path("tasks").asInt())
                .isEqualTo(2);
    }

    @Test
    void nobody_sees_or_moves_the_task_of_somebody_else() {
        String task = taskOf(issued(), "1.1.1");
        get("210903-gov", task).problem(404, "matter-unknown");
        get("210902-ndmo", task).is(200);
        move("210902-ndmo", task, "accept", null).problem(403, "move-not-yours");
        move("210903-gov", task, "accept", null).problem(404, "matter-unknown");
        move("210000-gov.supervisor", task, "adjust", "{'reason': 'x'}").problem(403, "move-not-yours");
    }

    @Test
    void what_is_late_is_red_climbs_the_ladder_and_gets_its_letter() {
        String task = taskOf(issued(), "1.1.1");
        assertThat(get(UNIT, task).text("light")).isEqualTo("GREEN");
        move(UNIT, task, "accept", null).is(200);
        move(UNIT, task, "start", null).is(200);
        // a report is due a week later, and a third of the time is gone without any work
        itIs("2024-04-18");
        assertThat(get(UNIT, task).text("light")).isEqualTo("YELLOW");
        itIs("2024-07-09");
        assertThat(get(UNIT, task).text("light")).isEqualTo("RED");
        await().untilAsserted(() -> assertThat(get(UNIT, "/api/letters?agency=210902-gov&limit=500")
                        .json()
                        .path("items"))
                .anyMatch(letter -> letter.path("title").asString().equals("全面推行三项制度")
                        && letter.path("kind").asString().equals("SUPERVISION")));
    }

    @Test
    void a_list_whose_issue_was_cut_short_is_gone_on_with() {
        itIs("2024-03-04");
        TaskList drawn = lists.store()
                .find(post(CITY, "/api/task-lists", LIST).is(201).id())
                .orElseThrow();
        // issued, and then nothing more
        lists.moveBySuite(drawn, "issue", new Move.None(), new Person(CITY, "210900-gov"))
                .orElseThrow();
        await().untilAsserted(() -> assertThat(
                        get(CITY, "/api/tasks?list=" + drawn.id()).json().path("items"))
                .hasSize(3));
        await().untilAsserted(() -> assertThat(
                        lists.store().find(drawn.id()).orElseThrow().awaited())
                .isNull());
    }

    private record Line(String... cells) {}

    private static byte[] table(Line... lines) throws IOException {
        Sheet<Line> sheet = new Sheet<>("任务清单");
        String[] heads = {"方面", "目标", "措施", "牵头单位", "配合单位", "完成时限", "成果形式", "报告周期"};
        for (int i = 0; i < heads.length; i++) {
            int at = i;
            sheet.column(
                    heads[i],
                    20,
                    line -> at == 5 && line.cells()[5].matches("\\d{4}-\\d\\d-\\d\\d")
                            ? LocalDate.parse(line.cells()[5])
                            : line.cells()[at]);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sheet.xlsx(Stream.of(lines), out);
        return out.toByteArray();
    }

    private Answer imported(byte[] file) {
        return upload(CITY, "/api/task-lists/import?title=x", Sheet.XLSX, file);
    }

    @Test
    void a_list_comes_from_a_table_and_each_wrong_cell_is_told() throws IOException {
        Answer drawn = imported(table(
                        new Line(
                                "依法行政",
                                "规范执法",
                                "三项制度",
                                "210902-gov",
                                "210902-ndmo、210903-gov",
                                "2024-06-28",
                                "报告",
                                "每周"),
                        new Line("", "", "案卷评查", "210903-gov", "", "2024-11-29", "通报", ""),
                        new Line("", "提升能力", "培训", "210902-gov", "", "2024/9/30".replace("/9/", "/09/"), "记录", "每月")))
                .is(201);
        var goals = drawn.json().path("aspects").path(0).path("goals");
        assertThat(goals).hasSize(2);
        assertThat(goals.path(0).path("measures")).hasSize(2);
        assertThat(goals.path(0).path("measures").path(0).path("dueOn").asString())
                .isEqualTo("2024-06-28");
        assertThat(goals.path(1).path("measures").path(0).path("dueOn").asString())
                .isEqualTo("2024-09-30");
        move(CITY, "/api/task-lists/" + drawn.id(), "issue", null).is(200);
        assertThat(imported(table(
                                new Line("a", "g", "m", "210902-gov", "", "下月底", "x", ""),
                                new Line("a", "g", "", "310000-gov", "", "", "x", "每天")))
                        .problem(422, "matter-invalid"))
                .contains(
                        "/rows/2/dueOn date.malformed",
                        "/rows/3/text field.missing",
                        "/rows/3/lead agency.unknown",
                        "/rows/3/reports field.unfitting");
        assertThat(imported(table()).problem(422, "matter-invalid")).contains("/rows heads.missing");
        imported(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8)).problem(422, "matter-invalid");
        imported(new byte[6 << 20]).problem(413, "too-large");
    }
}
