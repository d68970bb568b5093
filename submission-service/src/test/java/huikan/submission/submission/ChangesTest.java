package huikan.submission.submission;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.submission.submission.Changes.Change;
import huikan.submission.submission.Changes.Kind;
import org.junit.jupiter.api.Test;

class ChangesTest {

    @Test
    void what_was_added_removed_and_changed_is_told_with_its_place() {
        assertThat(Changes.between(
                        "{\"title\":\"a\",\"indicators\":{\"own\":{\"INS001\":820,\"REC006\":1}},\"sections\":[{\"text\":\"x\"}]}",
                        "{\"title\":\"a\",\"indicators\":{\"own\":{\"INS001\":800,\"TRN001\":2}},\"sections\":[{\"text\":\"x\"},{\"text\":\"y\"}],"
                                + "\"replaces\":\"old\",\"reason\":\"更正\"}"))
                .extracting(Change::pointer, Change::kind)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("/indicators/own/INS001", Kind.CHANGED),
                        org.assertj.core.groups.Tuple.tuple("/indicators/own/REC006", Kind.REMOVED),
                        org.assertj.core.groups.Tuple.tuple("/indicators/own/TRN001", Kind.ADDED),
                        org.assertj.core.groups.Tuple.tuple("/sections/1", Kind.ADDED));
    }

    @Test
    void a_zero_that_became_not_applicable_is_a_change() {
        assertThat(Changes.between("{\"a\":0}", "{\"a\":\"N/A\"}"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.before().toString()).isEqualTo("0");
                    assertThat(change.after().toString()).isEqualTo("\"N/A\"");
                });
    }

    @Test
    void the_same_in_another_order_is_no_change() {
        assertThat(Changes.between("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}")).isEmpty();
    }
}
