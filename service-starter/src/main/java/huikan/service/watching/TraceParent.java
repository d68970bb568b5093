package huikan.service.watching;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The trace that something belongs to, as <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a> writes it:
 * {@code 00-<trace id>-<span id>-<flags>}.
 */
public final class TraceParent {

    /** The header in HTTP and in Kafka. */
    public static final String HEADER = "traceparent";

    /** Of several things that are done at once, each by the subject of its event. */
    private static final ThreadLocal<Map<String, String>> BY_SUBJECT = ThreadLocal.withInitial(Map::of);

    private TraceParent() {}

    /** Of what this thread does now, or null. */
    public static @Nullable String current() {
        return of(Span.current());
    }

    /** Of what this thread does now about the subject of an event, or null. */
    public static @Nullable String current(String subject) {
        String own = BY_SUBJECT.get().get(subject);
        return own == null ? current() : own;
    }

    static @Nullable String of(Span span) {
        SpanContext context = span.getSpanContext();
        return context.isValid()
                ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex()
                : null;
    }

    /** Runs what is done at once about several subjects, each in its own trace. */
    static void within(Map<String, String> bySubject, Runnable work) {
        BY_SUBJECT.set(bySubject);
        try {
            work.run();
        } finally {
            BY_SUBJECT.remove();
        }
    }
}
