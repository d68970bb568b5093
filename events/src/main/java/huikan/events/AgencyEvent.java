package huikan.events;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The reporting units: topic {@link Topics#AGENCIES}, compacted. */
public sealed interface AgencyEvent extends Event {

    @Override
    default String topic() {
        return Topics.AGENCIES;
    }

    /**
     * An agency as it now stands.
     *
     * @param territory the government above it (块), or null at the root
     * @param department the office above it in its own line (条), or null at the root
     * @param version grows with every change
     */
    @EventType("agency.put.v1")
    record AgencyPut(
            String code,
            String name,
            AgencyLevel level,
            @Nullable String territory,
            @Nullable String department,
            long version)
            implements AgencyEvent {

        public AgencyPut {
            requireNonNull(code, "code");
            requireNonNull(name, "name");
            requireNonNull(level, "level");
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
