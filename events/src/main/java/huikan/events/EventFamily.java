package huikan.events;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events of one topic, found by their names, and their JSON.
 *
 * <p>Unknown names answer empty, so that a reader can skip what a newer writer says; unknown fields are ignored; a
 * missing field that is needed is an {@link UnreadableEvent}.
 */
public final class EventFamily<E extends Event> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Class<? extends E>> byName;

    private EventFamily(Map<String, Class<? extends E>> byName) {
        this.byName = byName;
    }

    /** The family of a sealed interface such as {@link SubmissionEvent}. */
    public static <E extends Event> EventFamily<E> of(Class<E> sealed) {
        Map<String, Class<? extends E>> byName = new HashMap<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            byName.put(nameOf(permitted), permitted.asSubclass(sealed));
        }
        return new EventFamily<>(Map.copyOf(byName));
    }

    public Set<String> names() {
        return byName.keySet();
    }

    /**
     * @param name {@code ce_type}
     * @return empty when the name is not of this family
     * @throws UnreadableEvent when the name is known and the JSON is not an event of that name
     */
    public Optional<E> read(String name, byte[] json) {
        Class<? extends E> known = byName.get(name);
        if (known == null) {
            return Optional.empty();
        }
        try {
            E event = JSON.readValue(json, known);
            if (event == null) {
                throw new UnreadableEvent(name + " is null", null);
            }
            return Optional.of(event);
        } catch (JacksonException malformed) {
            throw new UnreadableEvent(name + ": " + malformed.getOriginalMessage(), malformed);
        }
    }

    public static byte[] json(Event event) {
        return JSON.writeValueAsBytes(event);
    }

    static String nameOf(Class<?> event) {
        EventType type = event.getAnnotation(EventType.class);
        if (type == null) {
            throw new IllegalStateException(event + " has no @EventType");
        }
        return type.value();
    }
}
