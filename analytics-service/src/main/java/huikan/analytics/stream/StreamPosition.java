package huikan.analytics.stream;

import huikan.problem.FieldError;
import huikan.service.problem.HttpProblem;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader is, as the id of an event says it: {@code 0-105.1-88}.
 *
 * @param offsets by partition
 */
record StreamPosition(SortedMap<Integer, Long> offsets) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,5}-\\d{1,18}(\\.\\d{1,5}-\\d{1,18}){0,999})?");

    StreamPosition {
        offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
    }

    /**
     * @param id of the last event that was read; null or empty at the beginning
     * @return null at the beginning
     * @throws huikan.service.problem.ProblemException 422 when it is no such id
     */
    static @Nullable StreamPosition of(@Nullable String id) {
        if (id == null || id.isEmpty()) {
            return null;
        }
        if (!FORM.matcher(id).matches()) {
            throw HttpProblem.INVALID.because(
                    "The header Last-Event-ID is the id of an event of this stream.",
                    List.of(new FieldError("", "parameter.last-event-id", "not an id of this stream")));
        }
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        for (String part : id.split("\\.", -1)) {
            String[] words = part.split("-", -1);
            offsets.put(Integer.parseInt(words[0]), Long.parseLong(words[1]));
        }
        return new StreamPosition(offsets);
    }

    String id() {
        return offsets.entrySet().stream()
                .map(one -> one.getKey() + "-" + one.getValue())
                .collect(Collectors.joining("."));
    }
}
