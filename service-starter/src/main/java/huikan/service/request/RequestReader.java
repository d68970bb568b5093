package huikan.service.request;

import huikan.problem.FieldError;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.RequiredFields;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body of a request as a record and says what its constraints find wrong, each with a JSON pointer. */
public final class RequestReader {

    private final JsonMapper json;

    public RequestReader(JsonMapper json) {
        this.json = json;
    }

    /** Made with the first request that is looked at: it takes a while, and a start should not wait for it. */
    private static final class Looking {
        static final Validator VALIDATOR = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
    }

    /**
     * @throws huikan.service.problem.ProblemException 400 when it is no JSON, 422 when a field is missing or of another type
     */
    public <R extends Record> R read(byte[] body, Class<R> type) {
        R request;
        try {
            request = json.readValue(body, type);
        } catch (JacksonException unreadable) {
            throw new HttpMessageNotReadableException(
                    "not a " + type.getSimpleName(), unreadable, new Body(new ByteArrayInputStream(body)));
        }
        if (request == null) {
            throw HttpProblem.UNREADABLE.because("The body is null; it should be an object.");
        }
        RequiredFields.require(request);
        return request;
    }

    /**
     * What its constraints find wrong, and those of the records in it: the first of it where there is much. Each record is
     * looked at by itself, as what is wrong takes many times the room of what was said.
     */
    public static List<FieldError> errors(Record request) {
        List<FieldError> errors = new ArrayList<>();
        collect(request, "", errors);
        return errors;
    }

    private static void collect(@Nullable Object value, String pointer, List<FieldError> errors) {
        if (errors.size() == RequiredFields.MOST_ERRORS) {
            return;
        }
        if (value instanceof Collection<?> elements) {
            int index = 0;
            for (Object element : elements) {
                collect(element, pointer + "/" + index++, errors);
            }
        } else if (value instanceof Record record) {
            List<RecordComponent> components = List.of(record.getClass().getRecordComponents());
            List<String> names =
                    components.stream().map(RecordComponent::getName).toList();
            Looking.VALIDATOR.validate(record).stream()
                    .sorted(Comparator.comparingInt((ConstraintViolation<Record> one) -> names.indexOf(
                                    one.getPropertyPath().iterator().next().getName()))
                            .thenComparing(one -> one.getPropertyPath().toString())
                            .thenComparing(ConstraintViolation::getMessage))
                    .limit(RequiredFields.MOST_ERRORS - errors.size())
                    .map(violation -> error(pointer, violation))
                    .forEach(errors::add);
            components.forEach(component ->
                    collect(RequiredFields.read(record, component), pointer + "/" + component.getName(), errors));
        }
    }

    private static FieldError error(String record, ConstraintViolation<Record> violation) {
        String message = violation.getMessage();
        int bar = message.indexOf('|');
        return new FieldError(
                record + pointer(violation.getPropertyPath()), message.substring(0, bar), message.substring(bar + 1));
    }

    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(escaped(String.valueOf(node.getKey())));
            }
            boolean element = String.valueOf(node.getName()).startsWith("<");
            if (!element) {
                pointer.append('/').append(escaped(String.valueOf(node.getName())));
            }
        }
        return pointer.toString();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** What was read, for who handles that it could not be. */
    private record Body(InputStream bytes) implements HttpInputMessage {
        @Override
        public InputStream getBody() {
            return bytes;
        }

        @Override
        public HttpHeaders getHeaders() {
            return HttpHeaders.EMPTY;
        }
    }
}
