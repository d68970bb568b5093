package huikan.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house over all modules at once. */
class HouseRulesTest {

    private static final List<String> MODULES = List.of(
            "document",
            "events",
            "embedded-store",
            "test-support",
            "service-starter",
            "gateway",
            "submission-service",
            "review-service",
            "analytics-service",
            "standalone");
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .importPaths(MODULES.stream()
                    .map(module -> RunningSuite.HOME.resolve(module).resolve("target/classes"))
                    .toArray(Path[]::new));

    @Test
    void every_module_is_looked_at() {
        for (String root : List.of(
                "events",
                "filing",
                "canonical",
                "trail",
                "store",
                "testing",
                "service",
                "gateway",
                "submission",
                "review",
                "analytics")) {
            assertThat(HOUSE.stream().anyMatch(one -> one.getPackageName().startsWith("huikan." + root)))
                    .as(root)
                    .isTrue();
        }
    }

    @Test
    void packages_have_no_cycles() {
        Stream.of(
                        "huikan.(*)..",
                        "huikan.service.(*)..",
                        "huikan.gateway.(*)..",
                        "huikan.submission.(*)..",
                        "huikan.review.(*)..",
                        "huikan.analytics.(*)..")
                .forEach(each -> slices().matching(each)
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true)
                        .check(HOUSE));
    }

    @Test
    void the_starter_knows_no_domain_word() {
        noClasses()
                .that()
                .resideInAPackage("huikan.service..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "huikan.filing..",
                        "huikan.submission..",
                        "huikan.review..",
                        "huikan.analytics..",
                        "huikan.gateway..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("huikan\\.events\\.(Intake|Submission|Review|Supervision|Agency|Cycle)Event.*")
                .orShould()
                .haveSimpleNameContaining("Submission")
                .orShould()
                .haveSimpleNameContaining("Review")
                .orShould()
                .haveSimpleNameContaining("Cycle")
                .orShould()
                .haveSimpleNameContaining("Indicator")
                .orShould()
                .haveSimpleNameContaining("Rollup")
                .check(HOUSE);
    }

    @Test
    void nothing_is_named_after_nothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Impl|Manager|Helper|Dto|Mapper)")
                .check(HOUSE);
    }

    @Test
    void rules_statuses_and_the_published_language_are_free_of_spring_and_of_the_driver() {
        noClasses()
                .that()
                .haveNameMatching(".*(Rules|Status|[a-z]Move|Tally|Sums|Differences)")
                .and()
                .resideOutsideOfPackage("huikan.standalone..")
                .or()
                .resideInAnyPackage(
                        "huikan.events..",
                        "huikan.filing..",
                        "huikan.canonical..",
                        "huikan.trail..",
                        "huikan.problem..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "com.mongodb..", "org.bson..")
                .check(HOUSE);
    }

    @Test
    void stores_alone_speak_to_the_driver() {
        classes()
                .that()
                .resideInAnyPackage("huikan.submission..", "huikan.review..", "huikan.analytics..")
                .and()
                .haveNameMatching(".*(Controller|Listener|Rules|Status|Problem|Settings)")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("com.mongodb..", "org.bson..")
                .check(HOUSE);
    }

    @Test
    void services_do_not_know_each_other() {
        for (String service : List.of("gateway", "submission", "review", "analytics")) {
            noClasses()
                    .that()
                    .resideInAPackage("huikan." + service + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(Stream.of("gateway", "submission", "review", "analytics")
                            .filter(other -> !other.equals(service))
                            .map(other -> "huikan." + other + "..")
                            .toArray(String[]::new))
                    .check(HOUSE);
        }
    }
}
