package huikan.submission.burden;

import huikan.events.AgencyLevel;
import huikan.service.security.Caller;
import huikan.submission.burden.Burdens.Burden;
import huikan.submission.form.Form;
import huikan.submission.form.FormAdmission;
import huikan.submission.form.Forms;
import huikan.submission.indicator.Indicator;
import huikan.submission.indicator.Indicators;
import huikan.submission.version.Versions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/forms/{id}/admission}: what a form would ask that is asked already, before it is put. */
@RestController
final class AdmissionController {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    private final Forms forms;
    private final Versions<Form> versions;
    private final FormAdmission admission;
    private final Indicators indicators;
    private final Burdens burdens;
    private final Clock clock;

    AdmissionController(
            Forms forms,
            Versions<Form> versions,
            FormAdmission admission,
            Indicators indicators,
            Burdens burdens,
            Clock clock) {
        this.versions = versions;
        this.admission = admission;
        this.forms = forms;
        this.indicators = indicators;
        this.burdens = burdens;
        this.clock = clock;
    }

    record FormName(String id, String title) {}

    /** @param by the other forms in use that have it: take it from there */
    record Collected(String indicator, String name, List<FormName> by) {}

    /** Of one filing by an agency of this level. */
    record LevelBurden(AgencyLevel level, Burden burden) {}

    record AdmissionView(List<Collected> collected, int fresh, List<LevelBurden> burden) {}

    /**
     * Which of its indicators other forms in use collect already, and what one filing of it costs at each level.
     *
     * @param body as it would be put
     */
    @PostMapping("/api/forms/{id}/admission")
    AdmissionView of(@PathVariable String id, @RequestBody Form body, Caller caller) {
        // it goes through all forms
        versions.requireAdmin(caller);
        admission.refuse(id, body, forms.find(id).orElse(null));
        LocalDate today = LocalDate.ofInstant(clock.instant(), PLACE);
        List<Indicator> asked = indicators.of(today);
        List<Indicator> chosen = body.chosen(asked);
        Map<String, List<FormName>> askedBy = new HashMap<>();
        forms.all().stream()
                .filter(form -> !form.id().equals(id) && !form.isOver(today))
                .forEach(form -> form.chosen(asked)
                        .forEach(one -> askedBy.computeIfAbsent(one.code(), none -> new ArrayList<>())
                                .add(new FormName(form.id(), form.title()))));
        List<Collected> collected = chosen.stream()
                .filter(one -> askedBy.containsKey(one.code()))
                .map(one -> new Collected(one.code(), one.name(), askedBy.getOrDefault(one.code(), List.of())))
                .toList();
        Form issued = body.issued(chosen);
        return new AdmissionView(
                collected,
                chosen.size() - collected.size(),
                Arrays.stream(AgencyLevel.values())
                        .map(level -> new LevelBurden(level, burdens.of(issued, level)))
                        .toList());
    }
}
