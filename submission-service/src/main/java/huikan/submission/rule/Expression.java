package huikan.submission.rule;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A compiled CEL expression that is true or false. Beside the standard functions it knows three ways to write {@code
 * numerator / denominator} in percent with some digits after the point: {@code halfUp}, {@code halfDown}, {@code
 * truncated}, exact in decimals; and {@code together(text, first, then)}, whether one sentence has both in this order.
 *
 * <p>Rules come over the API, too, so that an expression has bounds: its length and its depth. It has no comprehensions, no
 * regular expressions, and nothing that makes texts or lists longer, so that it takes no longer than its length and that of the
 * text ask for.
 */
final class Expression {

    private static final Map<String, RoundingMode> PERCENTAGES =
            Map.of("halfUp", RoundingMode.HALF_UP, "halfDown", RoundingMode.HALF_DOWN, "truncated", RoundingMode.DOWN);

    /** Characters of an expression. */
    static final int LONGEST = 4_096;

    private static final int DEEPEST = 50;
    private static final Set<String> UNBOUNDED =
            Set.of("add_string", "add_bytes", "add_list", "matches", "matches_string");
    /** More than any rate is filed with. */
    private static final int MOST_DIGITS = 20;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .build();

    private static final CelStandardDeclarations DECLARATIONS = CelStandardDeclarations.newBuilder()
            .filterFunctions((function, overload) ->
                    !UNBOUNDED.contains(overload.celOverloadDecl().overloadId()))
            .build();

    private static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder()
            // it knows no other
            .setOptions(OPTIONS.toBuilder()
                    .enableHeterogeneousNumericComparisons(true)
                    .build())
            .addFunctionBindings(PERCENTAGES.entrySet().stream()
                    .map(entry -> percentage(entry.getKey(), entry.getValue()))
                    .toList())
            .addFunctionBindings(CelFunctionBinding.from(
                    "together_string_string_string",
                    List.of(String.class, String.class, String.class),
                    texts -> Texts.together((String) texts[0], (String) texts[1], (String) texts[2])))
            .build();

    private final String source;
    private final CelRuntime.Program program;

    private Expression(String source, CelRuntime.Program program) {
        this.source = source;
        this.program = program;
    }

    /**
     * @throws IllegalArgumentException when it is not CEL, names an unknown variable, or is not a truth
     */
    static Expression compile(String source, Map<String, CelType> variables) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(DECLARATIONS)
                .setResultType(SimpleType.BOOL);
        variables.forEach(builder::addVar);
        List<CelFunctionDecl> functions = new ArrayList<>();
        for (String name : PERCENTAGES.keySet()) {
            functions.add(CelFunctionDecl.newFunctionDeclaration(
                    name,
                    CelOverloadDecl.newGlobalOverload(
                            name + "_int_int_int", SimpleType.STRING, SimpleType.INT, SimpleType.INT, SimpleType.INT)));
        }
        functions.add(CelFunctionDecl.newFunctionDeclaration(
                "together",
                CelOverloadDecl.newGlobalOverload(
                        "together_string_string_string",
                        SimpleType.BOOL,
                        SimpleType.STRING,
                        SimpleType.STRING,
                        SimpleType.STRING)));
        CelCompiler compiler = builder.addFunctionDeclarations(functions).build();
        try {
            return new Expression(
                    source, RUNTIME.createProgram(compiler.compile(source).getAst()));
        } catch (CelValidationException | CelEvaluationException | IllegalArgumentException malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
    }

    /** It has no value for these variables: a sum beyond 64 bits, a division by zero. */
    static final class Incalculable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Incalculable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * @throws Incalculable when it has no value
     */
    boolean holds(Map<String, Object> variables) {
        try {
            return program.eval(variables) instanceof Boolean truth && truth;
        } catch (CelEvaluationException | ArithmeticException | IllegalArgumentException without) {
            throw new Incalculable(source + ": " + without.getMessage(), without);
        }
    }

    private static CelFunctionBinding percentage(String name, RoundingMode rounding) {
        return CelFunctionBinding.from(
                name + "_int_int_int",
                List.of(Long.class, Long.class, Long.class),
                parts -> percent((Long) parts[0], (Long) parts[1], (Long) parts[2], rounding));
    }

    private static String percent(long numerator, long denominator, long digits, RoundingMode rounding) {
        if (digits < 0 || digits > MOST_DIGITS) {
            throw new ArithmeticException(digits + " digits; there are 0 to " + MOST_DIGITS);
        }
        return BigDecimal.valueOf(numerator)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(denominator), (int) digits, rounding)
                .toPlainString();
    }
}
