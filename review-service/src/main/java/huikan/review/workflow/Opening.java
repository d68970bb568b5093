package huikan.review.workflow;

import huikan.service.request.Violations;
import huikan.service.security.Role;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a case begins.
 *
 * @param name of the first step of its trail
 * @param zh its name in the field
 * @param request what is said with it
 * @param allowed why this caller does not open it; null when the caller may
 * @param check what is wrong with the request beside what its constraints say
 * @param effect the new case
 */
public record Opening<T, R extends Record>(
        String name, String zh, Class<R> request, String by, Allowed<R> allowed, Check<R> check, Effect<T, R> effect) {

    /** Who opens one. */
    @FunctionalInterface
    public interface Allowed<R> {
        @Nullable
        String refusal(R request, Act act);
    }

    /** A supervisor does. */
    public static <R> Allowed<R> bySupervisor(String refusal) {
        return (request, act) -> isBySupervisor(act) ? null : refusal;
    }

    /** A supervisor does who is of another agency than the one it is about. */
    public static <R> Allowed<R> bySuperior(Function<R, String> about, String refusal) {
        return (request, act) -> isBySupervisor(act) && !act.caller().actsFor(about.apply(request)) ? null : refusal;
    }

    private static boolean isBySupervisor(Act act) {
        return act.caller().agency() != null && act.caller().is(Role.SUPERVISOR);
    }

    /** What is wrong with a request. */
    @FunctionalInterface
    public interface Check<R> {
        void look(R request, Act act, Violations violations);
    }

    /** The new case; its version and head are set by the store. */
    @FunctionalInterface
    public interface Effect<T, R> {
        T apply(R request, Act act);
    }
}
