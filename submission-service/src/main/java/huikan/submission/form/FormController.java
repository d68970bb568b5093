package huikan.submission.form;

import huikan.service.page.Page;
import huikan.service.problem.HttpProblem;
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

    @GetMapping
    Page<Form> all() {
        return Page.whole(forms.all());
    }

    @GetMapping("/{id}")
    Form one(@PathVariable String id) {
        return forms.find(id).orElseThrow(() -> HttpProblem.NOT_FOUND.because("There is no form " + id + "."));
    }
}
