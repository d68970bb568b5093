package huikan.service.sheet;

import huikan.service.request.AskedLanguage;
import org.jspecify.annotations.Nullable;

/** In which a sheet is written. */
public enum SheetLanguage {
    ZH,
    EN;

    /**
     * @param asked zh or en; null to go by what is accepted
     * @param accepted the header Accept-Language; null for none
     */
    public static SheetLanguage of(@Nullable String asked, @Nullable String accepted) {
        return AskedLanguage.isEnglish(asked, accepted) ? EN : ZH;
    }

    public String pick(String zh, String en) {
        return this == ZH ? zh : en;
    }

    public String word(boolean yes) {
        return yes ? pick("是", "yes") : pick("否", "no");
    }
}
