package huikan.service.request;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;

/** In which language somebody is answered: in Chinese, unless English is asked for. */
public final class AskedLanguage {

    private static final List<Locale> SPOKEN = List.of(Locale.CHINESE, Locale.ENGLISH);

    private AskedLanguage() {}

    /**
     * @param asked zh or en; null to go by what is accepted
     * @param accepted the header Accept-Language; null for none
     */
    public static boolean isEnglish(@Nullable String asked, @Nullable String accepted) {
        return (asked == null ? best(accepted) : asked).equals("en");
    }

    private static String best(@Nullable String accepted) {
        if (accepted == null) {
            return "";
        }
        try {
            Locale best = Locale.lookup(LanguageRange.parse(accepted), SPOKEN);
            return best == null ? "" : best.getLanguage();
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}
