package huikan.submission.form;

import huikan.events.Line;
import java.util.List;

/**
 * What is to be filed.
 *
 * @param line which superiors review it and roll it up
 * @param required indicator codes that must be filled
 * @param indicators codes that may be; {@code *} for every one of the list
 * @param rules codes that are checked; {@code *} for every one that fits
 */
public record Form(
        String id, String title, Line line, List<String> required, List<String> indicators, List<String> rules) {

    public boolean has(String indicator) {
        return indicators.contains("*") || indicators.contains(indicator);
    }
}
