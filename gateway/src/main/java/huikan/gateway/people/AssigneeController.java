package huikan.gateway.people;

import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/people}: to whom work can be given, for everybody who gives it. */
@RestController
@RequestMapping("/api/people")
final class AssigneeController {

    private final People people;
    private final AgenciesBelow agencies;

    AssigneeController(People people, AgenciesBelow agencies) {
        this.people = people;
        this.agencies = agencies;
    }

    /**
     * Somebody who can log in.
     *
     * @param agency null for an administrator
     */
    record PersonView(
            String login, String name, Role role, @Nullable String agency) {
        static PersonView of(Person person) {
            return new PersonView(person.login(), person.name(), person.role(), person.agency());
        }
    }

    /**
     * The people of an agency, by login, without those that an administrator locked.
     *
     * @param agency the caller's own when none is named, or one below it; an administrator may leave it out for all
     * @param login how it begins
     */
    @GetMapping
    Page<PersonView> list(
            Caller caller,
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        String of = agency == null ? caller.agency() : agency;
        if (!caller.isAdmin() && (of == null || !caller.actsFor(of))) {
            agencies.requireVisible(of, String.valueOf(request.getHeader(HttpHeaders.AUTHORIZATION)));
        }
        People.Some some = people.after(cursor == null ? "" : cursor, new PeopleFilter(of, role, login, true), most);
        return new Page<>(some.people().stream().map(PersonView::of).toList(), some.next());
    }
}
