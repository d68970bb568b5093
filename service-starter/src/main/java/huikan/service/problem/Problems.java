package huikan.service.problem;

import huikan.problem.FieldError;
import huikan.service.store.Outage;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Finds the problem that an exception is. What is not known is a 500 without a word of its inside. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** Where Jackson began to read, which is told of files only. */
    private static final Pattern WHERE = Pattern.compile("\\s*\\([^()]*\\[Source: [^\\]]*\\]\\)");

    private Problems() {}

    public static ProblemException of(Throwable thrown) {
        if (thrown instanceof ProblemException known) {
            return known;
        }
        if (thrown instanceof HttpMessageNotReadableException unreadable) {
            return unreadable(unreadable);
        }
        if (thrown instanceof MethodArgumentTypeMismatchException mismatch) {
            String name = mismatch.getName();
            String expected = expected(mismatch.getRequiredType())
                    + (mismatch.getRequiredType() == Instant.class ? ", with + written as %2B" : "");
            return HttpProblem.INVALID.because(
                    "The parameter \"" + name + "\" cannot be \"" + mismatch.getValue() + "\": it is " + expected + ".",
                    List.of(new FieldError("", "parameter." + name, expected)));
        }
        if (thrown instanceof InvalidParameterException || thrown instanceof RequestRejectedException) {
            return HttpProblem.UNREADABLE.because(
                    "A parameter, a header or the path has a character that is not allowed.");
        }
        if (thrown instanceof NoResourceFoundException unknown) {
            return HttpProblem.NOT_FOUND.because("There is no path /" + unknown.getResourcePath() + ".");
        }
        if (thrown instanceof ErrorResponse response) {
            return ofStatus(response);
        }
        if (Outage.isOfStore(thrown)) {
            LOG.warn("the store cannot be reached: {}", thrown.getMessage());
            return HttpProblem.UNAVAILABLE
                    .because("The document store cannot be reached.")
                    .retryAfter(Duration.ofSeconds(2));
        }
        if (thrown instanceof AuthenticationServiceException) {
            return HttpProblem.UNAVAILABLE
                    .because("The issuer's keys cannot be fetched, so no token can be checked.")
                    .retryAfter(Duration.ofSeconds(2));
        }
        if (hasCause(thrown, ConnectException.class) || hasCause(thrown, HttpConnectTimeoutException.class)) {
            return HttpProblem.UNAVAILABLE
                    .because("The service that owns this path cannot be reached.")
                    .retryAfter(Duration.ofSeconds(2));
        }
        if (hasCause(thrown, HttpTimeoutException.class) || hasCause(thrown, SocketTimeoutException.class)) {
            return HttpProblem.TIMED_OUT
                    .because("The service that owns this path did not answer in time.")
                    .retryAfter(Duration.ofSeconds(2));
        }
        if (thrown instanceof ClientAbortException || isEndOfRequest(thrown)) {
            // nobody reads the answer, and nothing is wrong here
            LOG.debug("the client broke off", thrown);
            return HttpProblem.UNREADABLE.because("The request broke off.");
        }
        LOG.error("unexpected", thrown);
        return HttpProblem.INTERNAL.because("The error was logged; nothing was changed by this request.");
    }

    /** The connector says so by an exception that a file may have thrown as well. */
    private static boolean isEndOfRequest(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return thrown instanceof EOFException
                && trace.length > 0
                && trace[0].getClassName().startsWith("org.apache.tomcat.");
    }

    private static ProblemException ofStatus(ErrorResponse response) {
        HttpStatusCode status = response.getStatusCode();
        String detail = response.getBody().getDetail();
        HttpProblem problem = HttpProblem.ofStatus(status.value());
        return problem.because(detail == null ? problem.kind().title() + "." : detail);
    }

    private static String expected(@Nullable Class<?> type) {
        if (type != null && type.isEnum()) {
            return "one of "
                    + Stream.of(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        }
        if (type == Instant.class) {
            return "an instant, such as 2026-01-31T08:00:00Z";
        }
        if (type == LocalDate.class) {
            return "a day, such as 2026-01-31";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return type == int.class || type == long.class || type == Integer.class || type == Long.class
                ? "a whole number"
                : "something else";
    }

    private static ProblemException unreadable(HttpMessageNotReadableException unreadable) {
        if (unreadable.getCause() instanceof JacksonException misfit && fitsNot(misfit)) {
            String pointer = pointer(misfit);
            boolean unknown = misfit instanceof UnrecognizedPropertyException;
            return HttpProblem.INVALID.because(
                    "The body does not have the expected form.",
                    List.of(new FieldError(
                            pointer,
                            unknown ? "field.unknown" : "field.type",
                            unknown ? "There is no such field." : misfit(misfit))));
        }
        String why = unreadable.getCause() instanceof JacksonException broken
                ? WHERE.matcher(broken.getOriginalMessage()).replaceAll("")
                : "It is empty or not JSON.";
        return HttpProblem.UNREADABLE.because("The body is not readable JSON: " + why);
    }

    /** With what it could be, where that can be said in few words. */
    private static String misfit(JacksonException misfit) {
        return misfit instanceof InvalidFormatException other && isListed(other.getTargetType())
                ? "It is " + expected(other.getTargetType()) + "."
                : "The value here is missing or of another type.";
    }

    private static boolean isListed(@Nullable Class<?> type) {
        return type != null && (type.isEnum() || type == LocalDate.class || type == Instant.class);
    }

    /** It is JSON, but not what belongs there; a number may also be too large. */
    private static boolean fitsNot(JacksonException thrown) {
        return thrown instanceof DatabindException || thrown instanceof InputCoercionException;
    }

    private static String pointer(JacksonException misfit) {
        List<String> steps = new ArrayList<>();
        for (JacksonException.Reference step : misfit.getPath()) {
            steps.add(step.getPropertyName() == null ? Integer.toString(step.getIndex()) : step.getPropertyName());
        }
        return steps.stream()
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> wanted) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (wanted.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
