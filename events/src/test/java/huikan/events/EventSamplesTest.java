package huikan.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A sample of every event that was ever published is read back; samples are never changed, only added. */
class EventSamplesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<EventFamily<? extends Event>> FAMILIES = List.of(
            EventFamily.of(SubmissionEvent.class),
            EventFamily.of(ReviewEvent.class),
            EventFamily.of(SupervisionEvent.class),
            EventFamily.of(AgencyEvent.class),
            EventFamily.of(CycleEvent.class),
            EventFamily.of(AttachmentEvent.class),
            EventFamily.of(CalendarEvent.class),
            EventFamily.of(NotificationEvent.class));

    static Stream<String> names() {
        return FAMILIES.stream().flatMap(family -> family.names().stream()).sorted();
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream file = EventSamplesTest.class.getResourceAsStream("/samples/" + name + ".json")) {
            assertThat(file).as("every event has a sample: " + name).isNotNull();
            return file.readAllBytes();
        }
    }

    private static Event read(String name, byte[] json) {
        return FAMILIES.stream()
                .filter(family -> family.names().contains(name))
                .map(family -> (Event) family.read(name, json).orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_sample_is_read_and_written_back_the_same(String name) throws IOException {
        Event event = read(name, sample(name));
        assertThat(event.type()).isEqualTo(name);
        assertThat(JSON.readTree(EventFamily.json(event))).isEqualTo(JSON.readTree(sample(name)));
        assertThat(event.key()).isNotBlank();
        assertThat(event.subject()).isNotBlank();
        assertThat(Topics.ALL).extracting(Topics.Topic::name).contains(event.topic());
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_field_from_the_future_is_ignored(String name) throws IOException {
        ObjectNode future = (ObjectNode) JSON.readTree(sample(name));
        future.putObject("addedLater").put("x", 1);
        assertThat(read(name, future.toString().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(read(name, sample(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void an_event_without_its_key_fields_is_unreadable(String name) {
        assertThatThrownBy(() -> read(name, "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> read(name, "[".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> read(name, "null".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void who_was_added_to_a_list_says_so_and_who_was_on_it_says_nothing() throws IOException {
        ObjectNode added = (ObjectNode) JSON.readTree(sample("obligation.opened.v1"));
        assertThat(((SubmissionEvent.ObligationOpened)
                                read("obligation.opened.v1", added.toString().getBytes(StandardCharsets.UTF_8)))
                        .added())
                .isNull();
        added.put("added", true);
        Event read = read("obligation.opened.v1", added.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(((SubmissionEvent.ObligationOpened) read).added()).isTrue();
        assertThat(JSON.readTree(EventFamily.json(read))).isEqualTo(added);
    }

    @Test
    void an_unknown_name_is_no_error() {
        assertThat(EventFamily.of(ReviewEvent.class).read("review.imagined.v9", new byte[0]))
                .isEmpty();
    }
}
