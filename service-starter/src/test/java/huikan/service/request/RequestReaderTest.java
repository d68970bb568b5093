package huikan.service.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.problem.FieldError;
import huikan.service.problem.ProblemException;
import huikan.service.problem.RequiredFields;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is wrong with a request is told with its place, and no more of it than somebody reads. */
class RequestReaderTest {

    record Tree(
            @Line String title,
            @Size(max = 2, message = Bounds.COUNT) List<Branch> branches) {}

    record Branch(@Line String title, List<@Line String> leaves) {}

    private static List<String> errors(Tree tree) {
        return RequestReader.errors(tree).stream()
                .map(error -> error.pointer() + " " + error.code())
                .toList();
    }

    private static Tree read(String body) {
        return new RequestReader(JsonMapper.shared()).read(body.getBytes(), Tree.class);
    }

    @Test
    void each_error_of_each_record_in_it() {
        Branch sound = new Branch("x", List.of("y"));
        assertThat(errors(new Tree("x", List.of(sound, sound)))).isEmpty();
        assertThat(errors(new Tree(" ", List.of(sound, new Branch("", List.of("y", "")), sound))))
                .containsExactly(
                        "/title field.missing",
                        "/branches items.count",
                        "/branches/1/title field.missing",
                        "/branches/1/leaves/1 field.missing");
    }

    @Test
    void the_first_of_very_many() {
        Branch blank = new Branch("", List.of(""));
        assertThat(RequestReader.errors(new Tree("x", Collections.nCopies(5_000, blank))))
                .hasSize(RequiredFields.MOST_ERRORS)
                .extracting(FieldError::pointer)
                .contains("/branches/0/leaves/0")
                .doesNotContain("/branches/4999/title");
    }

    @Test
    void a_field_that_is_missing() {
        assertThatThrownBy(() -> read("{\"title\": \"x\", \"branches\": [{\"title\": \"y\"}, null]}"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.errors())
                                .extracting(FieldError::pointer)
                                .containsExactly("/branches/0/leaves", "/branches/1"));
        assertThatThrownBy(() -> read("{\"title\": \"x\", \"branches\": ["
                        + String.join(",", Collections.nCopies(5_000, "{}")) + "]}"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.errors()).hasSize(RequiredFields.MOST_ERRORS));
    }

    @Test
    void a_list_too_long_for_any_is_not_looked_through() {
        String leaves = String.join(",", Collections.nCopies(10_001, "\"\""));
        assertThatThrownBy(() ->
                        read("{\"title\": \"x\", \"branches\": [{\"title\": \"y\", \"leaves\": [" + leaves + "]}]}"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.errors())
                                .containsExactly(
                                        new FieldError("/branches/0/leaves", "items.count", "At most 10000.")));
    }
}
