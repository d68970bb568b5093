package huikan.service.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import huikan.problem.FieldError;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** What the record of a request body does not call nullable has to be there: each missing field is told. */
@ControllerAdvice
public final class RequiredFields extends RequestBodyAdviceAdapter {

    /** What is told to be wrong with one request; there may be more. */
    public static final int MOST_ERRORS = 200;

    /** Elements of a list, whatever it is of; the bounds of each kind of list are below, and looked at later. */
    static final int MOST_ELEMENTS = 10_000;

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return type instanceof Class<?> body && body.isRecord();
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType) {
        require(body);
        return body;
    }

    /**
     * @throws ProblemException 422 with the fields that are missing, or the list that is too long for any
     */
    public static void require(Object body) {
        List<FieldError> missing = new ArrayList<>();
        collect(body, "", missing);
        if (!missing.isEmpty()) {
            throw HttpProblem.INVALID.because("Fields are missing.", missing);
        }
    }

    private static void collect(@Nullable Object value, String pointer, List<FieldError> missing) {
        if (missing.size() >= MOST_ERRORS) {
            return;
        }
        if (value instanceof Collection<?> elements) {
            bounded(elements.size(), pointer);
            int index = 0;
            for (Object element : elements) {
                String place = pointer + "/" + index++;
                if (element == null) {
                    missing.add(new FieldError(place, "field.missing", "may not be null"));
                }
                collect(element, place, missing);
            }
        } else if (value instanceof Map<?, ?> entries) {
            bounded(entries.size(), pointer);
            entries.forEach((key, entry) -> {
                String place =
                        pointer + "/" + String.valueOf(key).replace("~", "~0").replace("/", "~1");
                if (entry == null) {
                    missing.add(new FieldError(place, "field.missing", "may not be null"));
                }
                collect(entry, place, missing);
            });
        } else if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                String place = pointer + "/" + name(component);
                Object field = read(record, component);
                if (missing.size() < MOST_ERRORS
                        && field == null
                        && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    missing.add(new FieldError(place, "field.missing", "is required"));
                }
                collect(field, place, missing);
            }
        }
    }

    private static void bounded(int size, String pointer) {
        if (size > MOST_ELEMENTS) {
            throw HttpProblem.INVALID.because(
                    "A list is too long.",
                    List.of(new FieldError(pointer, "items.count", "At most " + MOST_ELEMENTS + ".")));
        }
    }

    /** As the body calls it. */
    private static String name(RecordComponent component) {
        JsonProperty other = component.getAccessor().getAnnotation(JsonProperty.class);
        return other == null ? component.getName() : other.value();
    }

    /** One field of a request. */
    public static @Nullable Object read(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
