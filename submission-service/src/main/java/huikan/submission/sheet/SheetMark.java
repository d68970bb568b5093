package huikan.submission.sheet;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which template it is: a heading of the sheet itself, so that a copy, by whatever program and of whatever type, still has it.
 *
 * @param version of the draft when the template was made
 */
record SheetMark(String cycle, String agency, long version) {

    private static final Pattern MARK = Pattern.compile("模板 ([A-Za-z0-9-]{1,64}) ([a-z0-9-]{1,64}) ([0-9]{1,18})");

    static Optional<SheetMark> read(String heading) {
        Matcher mark = MARK.matcher(heading);
        return mark.matches()
                ? Optional.of(new SheetMark(mark.group(1), mark.group(2), Long.parseLong(mark.group(3))))
                : Optional.empty();
    }

    String text() {
        return "模板 " + cycle + " " + agency + " " + version;
    }
}
