package huikan.review.register;

import huikan.review.workflow.Worded;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;

/** In which a sheet is written. */
enum SheetLanguage {
    ZH,
    EN;

    /**
     * @param asked zh or en; null to go by what is accepted
     * @param accepted the header Accept-Language; null for none
     */
    static SheetLanguage of(@Nullable String asked, @Nullable String accepted) {
        String spoken = asked == null ? spoken(accepted) : asked;
        return spoken.equals("en") ? EN : ZH;
    }

    private static String spoken(@Nullable String accepted) {
        if (accepted == null) {
            return "";
        }
        try {
            Locale best = Locale.lookup(LanguageRange.parse(accepted), List.of(Locale.CHINESE, Locale.ENGLISH));
            return best == null ? "" : best.getLanguage();
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }

    String pick(String zh, String en) {
        return this == ZH ? zh : en;
    }

    String word(Worded code) {
        return pick(code.zh(), code.en());
    }

    String word(boolean yes) {
        return yes ? pick("是", "yes") : pick("否", "no");
    }
}
