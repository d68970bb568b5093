package huikan.submission.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The rules as files, {@code directory/rules/R01.json}: the code, its versions, and the cases that its test runs. */
final class RuleFiles {

    private RuleFiles() {}

    /** One file each, in the order of their codes. */
    static List<JsonNode> files() {
        try {
            Resource[] found =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:directory/rules/*.json");
            List<JsonNode> files = new ArrayList<>();
            for (Resource one : Arrays.stream(found)
                    .sorted(Comparator.comparing(file -> Objects.requireNonNull(file.getFilename())))
                    .toList()) {
                try (var content = one.getInputStream()) {
                    files.add(JsonMapper.shared().readTree(content));
                }
            }
            return files;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Every version, those of one rule from the first to the last. */
    static List<CheckRule> versions() {
        return files().stream().flatMap(file -> versions(file).stream()).toList();
    }

    static List<CheckRule> versions(JsonNode file) {
        List<CheckRule> versions = new ArrayList<>();
        for (JsonNode one : file.path("versions")) {
            ObjectNode version = ((ObjectNode) one).deepCopy();
            version.put("code", file.path("code").asString());
            version.set("cases", file.path("cases"));
            versions.add(JsonMapper.shared().treeToValue(version, CheckRule.class));
        }
        return versions;
    }
}
