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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
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

    /** What its constraints find wrong, in the order of its fields. */
    public static List<FieldError> errors(Record request) {
        return Looking.VALIDATOR.validate(request).stream()
                .sorted(Comparator.comparingInt((ConstraintViolation<Record> one) -> place(request, one))
                        .thenComparing(one -> one.getPropertyPath().toString())
                        .thenComparing(ConstraintViolation::getMessage))
                .map(RequestReader::error)
                .toList();
    }

    private static int place(Record request, ConstraintViolation<Record> violation) {
        String field = violation.getPropertyPath().iterator().next().getName();
        return Arrays.stream(request.getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .toList()
                .indexOf(field);
    }

    private static FieldError error(ConstraintViolation<Record> violation) {
        String message = violation.getMessage();
        int bar = message.indexOf('|');
        return new FieldError(
                pointer(violation.getPropertyPath()), message.substring(0, bar), message.substring(bar + 1));
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
