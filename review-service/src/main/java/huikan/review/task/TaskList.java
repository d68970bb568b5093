package huikan.review.task;

import huikan.review.access.Parties;
import huikan.review.access.Waiting;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.Case;
import huikan.review.workflow.Person;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 任务清单, as it was drawn up: what became of each measure is in its {@link Task}.
 *
 * @param agency that issues it and checks what is done
 */
@RecordBuilder
record TaskList(
        String id,
        String agency,
        TaskListStatus status,
        String title,
        List<Aspect> aspects,
        Person by,
        @Nullable LocalDate issuedOn,
        @Nullable Awaited awaited,
        List<String> above,
        Instant openedAt,
        long version,
        String head)
        implements Case<TaskListStatus>, TaskListBuilder.With {

    /** 方面. */
    record Aspect(String title, List<Goal> goals) {}

    /** 目标. */
    record Goal(String title, List<Measure> measures) {}

    /**
     * 措施: what one unit leads. A draft may leave open who and until when.
     *
     * @param lead 牵头单位
     * @param supporting 配合单位
     * @param dueOn Asia/Shanghai
     * @param deliverable 成果形式: what is there when it is done
     */
    record Measure(
            String text,
            @Nullable String lead,
            List<String> supporting,
            @Nullable LocalDate dueOn,
            @Nullable String deliverable,
            Rhythm reports) {}

    /** How often it is reported on. */
    enum Rhythm {
        WEEKLY,
        MONTHLY
    }

    /**
     * A measure with its place in the tree.
     *
     * @param number e.g. {@code 2.1.3}: the third measure of the first goal of the second aspect
     * @param pointer to it in the list
     */
    record Leaf(String number, String pointer, String aspect, String goal, Measure measure) {
        Leaf at(String other) {
            return new Leaf(number, other, aspect, goal, measure);
        }
    }

    List<Leaf> leaves() {
        return leaves(aspects);
    }

    static List<Leaf> leaves(List<Aspect> aspects) {
        List<Leaf> leaves = new ArrayList<>();
        for (int a = 0; a < aspects.size(); a++) {
            List<Goal> goals = aspects.get(a).goals();
            for (int g = 0; g < goals.size(); g++) {
                List<Measure> measures = goals.get(g).measures();
                for (int m = 0; m < measures.size(); m++) {
                    leaves.add(new Leaf(
                            (a + 1) + "." + (g + 1) + "." + (m + 1),
                            "/aspects/" + a + "/goals/" + g + "/measures/" + m,
                            aspects.get(a).title(),
                            goals.get(g).title(),
                            measures.get(m)));
                }
            }
        }
        return leaves;
    }

    @Override
    public Parties parties() {
        return new Parties(List.of(), List.of(), agency, List.of());
    }

    @Override
    public List<String> waitingFor() {
        return status == TaskListStatus.DRAFT ? List.of(Waiting.supervisor(agency)) : List.of();
    }

    /** A draft is its owner's; once it is issued, all who have a part in it see it. */
    @Override
    public List<String> seenBy() {
        if (status == TaskListStatus.DRAFT) {
            return List.of(agency);
        }
        TreeSet<String> codes = new TreeSet<>(above);
        codes.add(agency);
        leaves().stream()
                .map(Leaf::measure)
                .flatMap(one -> Stream.concat(Stream.of(one.lead()), one.supporting().stream()))
                .filter(Objects::nonNull)
                .forEach(codes::add);
        return List.copyOf(codes);
    }
}
