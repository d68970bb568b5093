package huikan.submission.burden;

import huikan.events.AgencyLevel;
import huikan.submission.form.Form;
import org.springframework.stereotype.Component;

/** What a form costs who fills it. */
@Component
class Burdens {

    private final BurdenSettings settings;

    Burdens(BurdenSettings settings) {
        this.settings = settings;
    }

    /**
     * An estimate.
     *
     * @param figures of its own that an agency is asked for
     * @param sections of text
     */
    record Burden(int figures, int sections, long minutes) {
        static final Burden NONE = new Burden(0, 0, 0);

        Burden plus(Burden other) {
            return new Burden(figures + other.figures, sections + other.sections, minutes + other.minutes);
        }
    }

    /** Of one filing. */
    Burden of(Form issued, AgencyLevel level) {
        int figures = (int) issued.indicators().stream()
                .filter(code -> issued.asks(code, level))
                .count();
        int sections = issued.sections().size();
        return new Burden(
                figures,
                sections,
                settings.figure()
                        .multipliedBy(figures)
                        .plus(settings.section().multipliedBy(sections))
                        .toMinutes());
    }
}
