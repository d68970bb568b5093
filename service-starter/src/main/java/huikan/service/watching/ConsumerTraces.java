package huikan.service.watching;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Goes on with the trace that a record brought, while it is processed. */
public final class ConsumerTraces {

    /** In the log lines of what is done about an event: its subject, which for a filing is the submission's id. */
    public static final String SUBJECT = "subject";

    private static final String CE_SUBJECT = "ce_subject";

    private final Tracer tracer;

    ConsumerTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Processes one record. */
    public void follow(ConsumerRecord<String, byte[]> record, Runnable work) {
        Span span = begin(record);
        String subject = text(record.headers(), CE_SUBJECT);
        Scope scope = span.makeCurrent();
        try {
            MDC.put("traceId", span.getSpanContext().getTraceId());
            MDC.put("spanId", span.getSpanContext().getSpanId());
            MDC.put(SUBJECT, subject);
            work.run();
        } catch (RuntimeException failed) {
            span.recordException(failed).setStatus(StatusCode.ERROR);
            throw failed;
        } finally {
            scope.close();
            MDC.remove(SUBJECT);
            MDC.remove("spanId");
            MDC.remove("traceId");
            span.end();
        }
    }

    /** Processes several records at once: what comes of each goes on in its own trace. */
    public void followAll(List<ConsumerRecord<String, byte[]>> records, Runnable work) {
        List<Span> spans = new ArrayList<>(records.size());
        Map<String, String> bySubject = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            Span span = begin(record);
            spans.add(span);
            String subject = text(record.headers(), CE_SUBJECT);
            String parent = TraceParent.of(span);
            if (subject != null && parent != null) {
                bySubject.put(subject, parent);
            }
        }
        try {
            TraceParent.within(bySubject, work);
        } finally {
            spans.forEach(Span::end);
        }
    }

    private Span begin(ConsumerRecord<String, byte[]> record) {
        Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), record.headers(), GETTER);
        return tracer.spanBuilder(record.topic() + " process")
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", record.topic())
                .setAttribute("messaging.kafka.message.key", String.valueOf(record.key()))
                .startSpan();
    }

    private static final TextMapGetter<Headers> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            List<String> names = new ArrayList<>();
            headers.forEach(header -> names.add(header.key()));
            return names;
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            return headers == null ? null : text(headers, name);
        }
    };

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
