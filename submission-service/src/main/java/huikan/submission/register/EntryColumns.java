package huikan.submission.register;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Columns of a table of entries beside their fields. */
enum EntryColumns {
    AGENCY("单位", "agency"),
    FROM("起始日期", "from"),
    PUBLISHED("公开", "published");

    private final String zh;
    private final String en;

    EntryColumns(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** What no field may be called, in small letters. */
    static Set<String> reserved() {
        return Stream.of(values())
                .flatMap(one -> Stream.of(one.zh, one.en.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }
}
