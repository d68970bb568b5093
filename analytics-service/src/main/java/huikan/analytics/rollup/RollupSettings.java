package huikan.analytics.rollup;

import huikan.service.start.Setting;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param generation of the collections that this instance writes; a higher one begins at the first event and is shown when it
 *     has caught up
 */
@ConfigurationProperties("huikan.rollup")
record RollupSettings(int generation) {

    /** Grows when something else is kept: what was kept before is then counted anew by itself. */
    private static final int FORM = 5;

    RollupSettings {
        Setting.atLeast("huikan.rollup.generation", 1, generation);
    }

    /** Which of the generations of all forms that is. */
    int own() {
        return generation + FORM - 1;
    }

    /** What a collection is called in a generation. */
    static String name(String collection, int generation) {
        return collection + "-" + generation;
    }
}
