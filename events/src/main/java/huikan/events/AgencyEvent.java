package huikan.events;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reporting units: topic {@link Topics#AGENCIES}, compacted. */
public sealed interface AgencyEvent extends Event {

    @Override
    default String topic() {
        return Topics.AGENCIES;
    }

    /**
     * What an agency was called.
     *
     * @param until the last day
     */
    record FormerName(String name, LocalDate until) {
        public FormerName {
            requireNonNull(name, "name");
            requireNonNull(until, "until");
        }
    }

    /**
     * An agency is there no more (撤销, 合并, 分设).
     *
     * @param on the first day on which it is not
     * @param successors who does its work from that day on; nobody where it was dissolved
     */
    record Ended(LocalDate on, List<String> successors) {
        public Ended {
            requireNonNull(on, "on");
            successors = List.copyOf(successors);
        }
    }

    /**
     * An agency as it now stands.
     *
     * @param territory the government above it (块), or null at the root
     * @param department the office above it in its own line (条), or null at the root
     * @param version grows with every change
     * @param formerNames the oldest first; null in events from before they were told
     * @param ended null while it is there, and in events from before it was told
     */
    @EventType("agency.put.v1")
    record AgencyPut(
            String code,
            String name,
            AgencyLevel level,
            @Nullable String territory,
            @Nullable String department,
            long version,
            @Nullable List<FormerName> formerNames,
            @Nullable Ended ended)
            implements AgencyEvent {

        public AgencyPut {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
            requireNonNull(level, "level");
            formerNames = formerNames == null ? null : List.copyOf(formerNames);
        }

        /** One that is there and never had another name. */
        public AgencyPut(
                String code,
                String name,
                AgencyLevel level,
                @Nullable String territory,
                @Nullable String department,
                long version) {
            this(code, name, level, territory, department, version, null, null);
        }

        @Override
        public String key() {
            return code;
        }

        @Override
        public String subject() {
            return code;
        }
    }
}
