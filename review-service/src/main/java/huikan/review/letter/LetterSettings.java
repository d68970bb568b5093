package huikan.review.letter;

import huikan.review.workflow.Rung;
import huikan.service.start.Setting;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Letters. Days are working days.
 *
 * @param kinds each a code, the word that its numbers begin with and the days until a reply is due, 0 for none
 * @param receiveWithin from the issue until it is signed for
 * @param ladder the rungs of one that is not replied to in time
 */
@ConfigurationProperties("huikan.letters")
record LetterSettings(
        @DefaultValue({
            "REMINDER 提示函 0",
            "FILING_REMINDER 催报函 0",
            "SUPERVISION 督办函 10",
            "OPINION 意见书 15",
            "DECISION 决定书 15",
            "INTERVIEW 约谈通知书 5",
            "CRITICISM 通报 0",
            "LISTING 挂牌督办通知书 15"
        })
        List<String> kinds,

        @DefaultValue("1") int receiveWithin,

        @DefaultValue({"-1 DUE_SOON", "1 URGE_NOTICE", "7 ACCOUNTABILITY_INTERVIEW"})
        List<String> ladder) {

    LetterSettings {
        Setting.positive("huikan.letters.receive-within", receiveWithin);
        kinds = List.copyOf(kinds);
        ladder = List.copyOf(ladder);
        kinds.forEach(LetterSettings::kind);
        var unused = Rung.ladder("huikan.letters.ladder", ladder);
    }

    List<Rung> rungs() {
        return Rung.ladder("huikan.letters.ladder", ladder);
    }

    List<String> codes() {
        return kinds.stream().map(text -> kind(text).code()).toList();
    }

    Optional<LetterKind> known(String code) {
        return kinds.stream()
                .map(LetterSettings::kind)
                .filter(kind -> kind.code().equals(code))
                .findFirst();
    }

    private static LetterKind kind(String text) {
        String[] words = text.strip().split("\\s+", -1);
        Setting.require(
                words.length == 3 && words[2].matches("\\d{1,3}"),
                "huikan.letters.kinds",
                "a list of a code, a word and a number of days each",
                "\"" + text + "\"");
        return new LetterKind(words[0], words[1], Integer.parseInt(words[2]));
    }
}
