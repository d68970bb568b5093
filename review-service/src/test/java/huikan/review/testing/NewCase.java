package huikan.review.testing;

import java.util.List;

/**
 * A case of a kind as the supervisor of 210900-gov opens it on 2024-03-01, the unit being 210902-gov.
 *
 * @param move one that may be made of it
 * @param moved the body of that move; null for none
 */
public record NewCase(String path, String body, String move, String moved) {

    /** The kinds that people open. */
    public static final List<NewCase> KINDS = List.of(
            new NewCase("/api/findings", """
                    {'agency': '210902-gov', 'source': {'kind': 'COMPLAINT'}, 'title': 'x', 'description': 'x',
                     'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '2024-06-28'}""", "assign", "{}"),
            new NewCase("/api/orders", """
                    {'agency': '210902-gov', 'title': 'x', 'matter': 'x', 'urgency': 'URGENT', 'findings': []}""", "register", null),
            new NewCase("/api/letters", """
                    {'agency': '210902-gov', 'kind': 'SUPERVISION', 'title': 'x', 'matter': 'x'}""", "issue", null),
            new NewCase("/api/inspections", """
                    {'title': 'x', 'content': 'x', 'under': '210900-gov', 'from': '2024-03-01', 'to': '2024-12-31',
                     'announced': true}""", "approve", null),
            new NewCase("/api/reinspections", """
                    {'title': 'x', 'under': '210902-gov', 'closedFrom': '2024-03-01', 'closedTo': '2024-03-01'}""", "draw", null),
            new NewCase(
                    "/api/case-reviews",
                    """
                    {'agency': '210902-gov', 'title': 'x', 'from': '2023-01-01', 'to': '2023-12-31', 'count': 1,
                     'standard': {'name': 'x', 'version': '1', 'criteria': [{'code': 'A', 'text': 'x', 'points': 100}]},
                     'scorers': [{'login': '210903-gov.inspector', 'agency': '210903-gov'},
                                 {'login': '210200-gov.inspector', 'agency': '210200-gov'}]}""",
                    "draw",
                    "{'files': [{'ref': '1', 'title': 'x'}, {'ref': '2', 'title': 'x'}]}"),
            new NewCase("/api/task-lists", """
                    {'title': 'x', 'aspects': [{'title': 'x', 'goals': [{'title': 'x', 'measures': [
                      {'text': 'x', 'lead': '210902-gov', 'dueOn': '2024-06-28', 'deliverable': 'x'}]}]}]}""", "issue", null),
            new NewCase("/api/draws", """
                    {'purpose': 'x', 'count': 1, 'pool': [{'id': 'a'}, {'id': 'b'}]}""", "reveal", "{}"));

    public static NewCase of(String kind) {
        return KINDS.stream()
                .filter(one -> one.path.equals("/api/" + kind))
                .findFirst()
                .orElseThrow();
    }
}
