package huikan.submission.register;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Columns of a table of entries beside their fields. */
enum EntryColumns {
    AGENCY("单位", "agency"),
    FROM("起始日期", "from"),
    PUBLISHED("公开", "published");

    final String zh;
    final String en;

    EntryColumns(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** What no field may be called, in small letters. */
    static Set<String> reserved() {
        return Stream.of(values()).flatMap(one -> Stream.of(one.zh, one.en)).collect(Collectors.toSet());
    }

    static @Nullable EntryColumns of(String heading) {
        String folded = heading.toLowerCase(Locale.ROOT);
        for (EntryColumns one : values()) {
            if (folded.equals(one.zh) || folded.equals(one.en)) {
                return one;
            }
        }
        return null;
    }
}
