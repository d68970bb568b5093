package huikan.review.workflow;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rung of the escalation ladder.
 *
 * @param days working days after the due date; negative for before
 */
public record Rung(int days, Kind kind) {

    /**
     * A ladder as it stands in a setting: each rung a number of working days and a kind, e.g. {@code -3 DUE_SOON}.
     *
     * @param key of the setting
     * @return in the order of their days
     */
    public static List<Rung> ladder(String key, List<String> texts) {
        return texts.stream()
                .map(text -> rung(key, text))
                .sorted(Comparator.comparingInt(Rung::days))
                .toList();
    }

    private static Rung rung(String key, String text) {
        String[] words = text.strip().split("\\s+", -1);
        try {
            return new Rung(Integer.parseInt(words[0]), Kind.valueOf(words[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException malformed) {
            throw new IllegalArgumentException(
                    key + " must be a list of a number of working days and one of " + List.of(Kind.values())
                            + " each; it has \"" + text + "\"",
                    malformed);
        }
    }

    /** What is done at a rung. */
    public enum Kind {
        /** 催报: the deadline is near. */
        DUE_SOON(null, ""),
        /** 催办. */
        URGE_NOTICE(null, ""),
        /** 提示函. */
        REMINDER_LETTER("REMINDER", "请抓紧办理。"),
        /** 催报函. */
        FILING_REMINDER("FILING_REMINDER", "请立即报送。"),
        /** 督办函. */
        SUPERVISION_LETTER("SUPERVISION", "请立即办理并书面说明情况。"),
        /** 督办单: an order. */
        SUPERVISION_ORDER(null, "请立即办理。"),
        /** 约谈. */
        ACCOUNTABILITY_INTERVIEW("INTERVIEW", "请主要负责人接受约谈。"),
        /** 通报批评. */
        CIRCULATED_CRITICISM("CRITICISM", "予以通报批评。"),
        /** 挂牌督办. */
        LISTED_SUPERVISION("LISTING", "予以挂牌督办，请限期办结。");

        private final @Nullable String letter;
        private final String demand;

        Kind(@Nullable String letter, String demand) {
            this.letter = letter;
            this.demand = demand;
        }

        /** The kind of the letter that it is; null where it is none. */
        public @Nullable String letter() {
            return letter;
        }

        /** What a letter or an order says of a deadline that went by. */
        public String matter(LocalDate dueOn) {
            return "应于" + dueOn + "前完成，至今未完成。" + demand;
        }
    }
}
