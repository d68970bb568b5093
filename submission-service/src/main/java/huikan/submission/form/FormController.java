package huikan.submission.form;

import huikan.service.problem.HttpProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/forms}. */
@RestController
@RequestMapping("/api/forms")
final class FormController {

    private final Forms forms;

    FormController(Forms forms) {
        this.forms = forms;
    }

    /** Always one page: the list is short and has no cursor. */
    record FormList(List<Form> items, @Nullable String next) {}

    @GetMapping
    FormList all() {
        return new FormList(forms.all(), null);
    }

    @GetMapping("/{id}")
    Form one(@PathVariable String id) {
        return forms.find(id).orElseThrow(() -> HttpProblem.NOT_FOUND.because("There is no form " + id + "."));
    }
}
