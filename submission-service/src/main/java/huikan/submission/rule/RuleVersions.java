package huikan.submission.rule;

import huikan.canonical.CanonicalJson;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
import huikan.submission.indicator.Indicators;
import huikan.submission.rule.StoredVersions.Stored;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import huikan.trail.TrailStep.Made;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a rule changes: a version is a draft, which checks nothing and may be changed, until it has a day of publication. From
 * then on it is never changed, and the next change is the next version.
 */
@Component
public class RuleVersions {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");
    private static final int MOST_RULES = 200;
    private static final int MOST_VERSIONS = 200;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final CheckRules rules;
    private final StoredVersions stored;
    private final RuleAdmission admission;
    private final Clock clock;

    RuleVersions(CheckRules rules, StoredVersions stored, Indicators indicators, Clock clock) {
        this.rules = rules;
        this.stored = stored;
        this.admission = new RuleAdmission(rules, indicators);
        this.clock = clock;
    }

    /**
     * A version and how often its rule was changed.
     *
     * @param isNew the rule was not there before
     */
    record Kept(CheckRule rule, long revision, boolean isNew) {}

    /** The draft where there is one, else the last version. */
    public CheckRule last(String code) {
        return current(code).rule();
    }

    Kept current(String code) {
        Stored seen = stored.find(code);
        return new Kept(last(seen).orElseThrow(() -> unknown(code)), seen.revision(), false);
    }

    Kept version(String code, int number) {
        Stored seen = stored.find(code);
        CheckRule found = seen.versions().stream()
                .filter(one -> one.version() == number)
                .findFirst()
                .or(() -> rules.shippedVersion(code, number))
                .orElseThrow(() ->
                        RuleProblem.UNKNOWN.because("There is no version " + number + " of the rule " + code + "."));
        return new Kept(found, seen.revision(), false);
    }

    Trail trail(String code) {
        current(code);
        return stored.trail(code);
    }

    private Optional<CheckRule> last(Stored seen) {
        return Optional.ofNullable(seen.last()).or(() -> rules.findShipped(seen.code()));
    }

    private static RuntimeException unknown(String code) {
        return RuleProblem.UNKNOWN.because("There is no rule " + code + ".");
    }

    /**
     * @param wanted as {@link #current} gives it; its number is not looked at
     * @throws huikan.service.problem.ProblemException 403, 412, 422 or 428
     */
    Kept put(String code, CheckRule wanted, @Nullable String ifMatch, @Nullable String ifNoneMatch, Caller by) {
        if (!by.isAdmin()) {
            throw RuleProblem.ADMIN_ONLY.because("The login " + by.login() + " is not the administrator.");
        }
        Stored seen = stored.find(code);
        Optional<CheckRule> last = last(seen);
        expected(code, seen, last.isPresent(), ifMatch, ifNoneMatch);
        if (last.isPresent() && isSame(wanted, last.get())) {
            return new Kept(last.get(), seen.revision(), false);
        }
        List<CheckRule> published = seen.published();
        int number = published.isEmpty()
                ? CheckRule.FIRST_STORED
                : published.getLast().version() + 1;
        CheckRule version = wanted.with(number, wanted.published(), wanted.cases());
        admission.refuse(code, version, LocalDate.ofInstant(clock.instant(), PLACE));
        if (published.size() >= MOST_VERSIONS || (seen.revision() == 0 && stored.count() >= MOST_RULES)) {
            throw RuleProblem.FULL.because(
                    "There are at most " + MOST_RULES + " rules with " + MOST_VERSIONS + " versions each.");
        }
        TrailStep step = step(seen, version, by);
        if (!stored.keep(seen, version, step)) {
            throw IfMatch.overtaken();
        }
        return new Kept(version, step.n(), last.isEmpty());
    }

    private static void expected(
            String code, Stored seen, boolean isThere, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
            throw HttpProblem.INVALID.because("If-None-Match is * here: there is no such rule yet.");
        }
        if (ifNoneMatch != null && isThere) {
            throw HttpProblem.STALE.because("There is a rule " + code + " already.");
        }
        if (ifNoneMatch == null && !isThere && ifMatch == null) {
            throw HttpProblem.IF_MATCH_MISSING.because(
                    "There is no rule " + code + " yet: a new one comes with If-None-Match: *.");
        }
        if (ifNoneMatch == null) {
            IfMatch.require(ifMatch, isThere ? seen.revision() : -1);
        }
    }

    private static boolean isSame(CheckRule wanted, CheckRule last) {
        return text(wanted.with(last.version(), wanted.published(), wanted.cases()))
                .equals(text(last));
    }

    private static String text(CheckRule rule) {
        return JSON.writeValueAsString(rule);
    }

    private TrailStep step(Stored seen, CheckRule version, Caller by) {
        CheckRule last = seen.last();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ObjectNode request = JSON.createObjectNode()
                .put("version", version.version())
                .put("published", Objects.toString(version.published(), null));
        return TrailStep.after(
                seen.revision() + 1,
                seen.head(),
                new Made(version.isPublished() ? "publish" : "draft", by.login(), by.agency(), now),
                last == null ? null : status(last),
                status(version),
                request,
                CanonicalJson.digest(JSON.<ObjectNode>valueToTree(version)));
    }

    private static String status(CheckRule version) {
        return version.isPublished() ? "PUBLISHED" : "DRAFT";
    }
}
