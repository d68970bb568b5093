package huikan.analytics.odata;

import huikan.analytics.odata.EntityType.Property;
import huikan.analytics.odata.Expression.Call;
import huikan.analytics.odata.Expression.Comparison;
import huikan.analytics.odata.Expression.Field;
import huikan.analytics.odata.Expression.Function;
import huikan.analytics.odata.Expression.In;
import huikan.analytics.odata.Expression.Joined;
import huikan.analytics.odata.Expression.Literal;
import huikan.analytics.odata.Expression.Not;
import huikan.analytics.odata.Expression.Operator;
import huikan.analytics.odata.Words.Kind;
import huikan.analytics.odata.Words.Word;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a {@code $filter} by recursive descent: {@code or}, {@code and}, {@code eq ne}, {@code gt ge lt le in}, {@code not}, from the
 * loosest to the tightest, as OData ranks them; three functions of strings; literals. What OData has besides is refused as
 * unsupported.
 */
final class FilterParser {

    /** The longest filter, in characters. */
    static final int LONGEST = 4_000;
    /** How deep parentheses, functions and {@code not} may be in each other. */
    static final int DEEPEST = 20;
    /** Each row is held against each of them. */
    static final int MOST_CONDITIONS = 100;

    private static final Map<String, Operator> EQUALITIES = Map.of("eq", Operator.EQ, "ne", Operator.NE);
    private static final Map<String, Operator> ORDERS =
            Map.of("gt", Operator.GT, "ge", Operator.GE, "lt", Operator.LT, "le", Operator.LE);
    private static final Map<String, Function> FUNCTIONS =
            Stream.of(Function.values()).collect(Collectors.toMap(Function::title, one -> one));
    /** Operators of OData that are not read here. */
    private static final Set<String> UNSUPPORTED = Set.of("add", "sub", "mul", "div", "divby", "mod", "has");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,40}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,40}\\.\\d{1,40}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern INSTANT =
            Pattern.compile(DATE + "T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,12})?)?(Z|[+-]\\d\\d:\\d\\d)");

    /** So many characters are a long in any case. */
    private static final int LONG_DIGITS = 18;

    private final EntityType type;
    private final Words words;
    private int depth;
    private int conditions;

    private FilterParser(EntityType type, String text) {
        this.type = type;
        this.words = new Words(text);
    }

    static Expression parse(EntityType type, String text) {
        if (text.length() > LONGEST) {
            throw ODataProblem.FILTER.because(
                    "The filter has " + text.length() + " characters; " + LONGEST + " are read at most.");
        }
        FilterParser parser = new FilterParser(type, text);
        Expression filter = parser.either();
        parser.words.requireEnd();
        return requireCondition(filter, "The filter");
    }

    /** The condition that a key in a path is, {@code 'x'} or {@code a='x',b='y'}: all of it has to be told. */
    static Expression key(EntityType type, String text) {
        FilterParser parser = new FilterParser(type, text);
        List<Expression> parts = new ArrayList<>();
        List<Property> told = new ArrayList<>();
        do {
            boolean named = parser.words.peek().kind() == Kind.PLAIN;
            Property property =
                    named ? parser.property(parser.words.take()) : type.key().getFirst();
            if (named) {
                parser.words.require("=");
            }
            Word value = parser.words.take();
            if (value.kind() != Kind.STRING) {
                throw Words.unexpected(value, "a string");
            }
            told.add(property);
            parts.add(new Comparison(Operator.EQ, new Field(property), new Literal(value.text(), Edm.STRING)));
        } while (parser.words.takes(","));
        parser.words.requireEnd();
        if (told.size() != type.key().size() || !told.containsAll(type.key())) {
            throw ODataProblem.FILTER.because("The key of " + type.name() + " is "
                    + String.join(", ", type.key().stream().map(Property::name).toList()) + ".");
        }
        return new Joined(true, parts);
    }

    private Expression either() {
        return joined("or", this::both);
    }

    private Expression both() {
        return joined("and", this::equality);
    }

    private Expression joined(String word, Supplier<Expression> part) {
        List<Expression> parts = new ArrayList<>(List.of(part.get()));
        while (words.takes(word)) {
            parts.add(part.get());
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        parts.forEach(one -> requireCondition(one, "What \"" + word + "\" joins"));
        return new Joined(word.equals("and"), parts);
    }

    private Expression equality() {
        return comparisons(EQUALITIES, this::order);
    }

    private Expression order() {
        return comparisons(ORDERS, this::member);
    }

    private Expression comparisons(Map<String, Operator> operators, Supplier<Expression> side) {
        Expression left = side.get();
        while (true) {
            Word word = words.peek();
            Operator operator = word.kind() == Kind.PLAIN ? operators.get(word.text()) : null;
            if (operator == null) {
                return left;
            }
            words.take();
            Expression right = side.get();
            requireComparable(left, word, right);
            count(word);
            left = new Comparison(operator, left, right);
        }
    }

    private Expression member() {
        Expression left = unary();
        Word word = words.peek();
        if (word.kind() == Kind.PLAIN && UNSUPPORTED.contains(word.text())) {
            throw ODataProblem.UNSUPPORTED.because("The operator " + word + " is not supported in $filter.");
        }
        if (!words.takes("in")) {
            return left;
        }
        count(word);
        words.require("(");
        List<Literal> values = new ArrayList<>();
        do {
            Word one = words.take();
            Literal value = literal(one);
            requireComparable(left, word, value);
            values.add(value);
        } while (words.takes(","));
        words.require(")");
        return In.of(left, values);
    }

    private Expression unary() {
        if (!words.peek().is("not")) {
            return primary();
        }
        Word word = words.take();
        deeper(word);
        Expression of = requireCondition(unary(), "What \"not\" denies");
        depth--;
        return new Not(of);
    }

    private Expression primary() {
        Word word = words.take();
        if (word.is("(")) {
            deeper(word);
            Expression inner = either();
            words.require(")");
            depth--;
            return inner;
        }
        if (word.kind() == Kind.PLAIN && words.peek().is("(")) {
            return call(word);
        }
        boolean isName = word.kind() == Kind.PLAIN
                && NAME.matcher(word.text()).matches()
                && !word.is("true")
                && !word.is("false")
                && !word.is("null");
        return isName ? new Field(property(word)) : literal(word);
    }

    private Expression call(Word name) {
        Function function = FUNCTIONS.get(name.text());
        if (function == null) {
            throw ODataProblem.UNSUPPORTED.because("The function " + name + " is not supported in $filter; "
                    + String.join(", ", FUNCTIONS.keySet().stream().sorted().toList()) + " are.");
        }
        count(name);
        deeper(name);
        words.require("(");
        Expression text = string(name);
        words.require(",");
        Expression part = string(name);
        words.require(")");
        depth--;
        return new Call(function, text, part);
    }

    private Expression string(Word function) {
        Expression one = either();
        if (one.type() != null && one.type() != Edm.STRING) {
            throw ODataProblem.FILTER.because("At character " + function.at() + " " + function + " is asked of "
                    + title(one) + "; it is of strings.");
        }
        return one;
    }

    private Property property(Word word) {
        return type.property(word.text())
                .orElseThrow(() -> ODataProblem.FILTER.because("At character " + word.at() + " comes " + word
                        + ", which " + type.name() + " does not have; it has " + type.names() + "."));
    }

    private static Literal literal(Word word) {
        String text = word.text();
        if (word.kind() == Kind.STRING) {
            return new Literal(text, Edm.STRING);
        }
        try {
            if (word.kind() == Kind.PLAIN) {
                if (text.equals("null")) {
                    return Literal.NULL;
                } else if (text.equals("true") || text.equals("false")) {
                    return new Literal(Boolean.valueOf(text), Edm.BOOLEAN);
                } else if (INTEGER.matcher(text).matches()) {
                    return text.length() > LONG_DIGITS
                            ? new Literal(new BigDecimal(text), Edm.DECIMAL)
                            : new Literal(Long.valueOf(text), Edm.INT64);
                } else if (DECIMAL.matcher(text).matches()) {
                    return new Literal(new BigDecimal(text), Edm.DECIMAL);
                } else if (DATE.matcher(text).matches()) {
                    return new Literal(LocalDate.parse(text), Edm.DATE);
                } else if (INSTANT.matcher(text).matches()) {
                    return new Literal(OffsetDateTime.parse(text).toInstant(), Edm.DATE_TIME_OFFSET);
                }
            }
        } catch (DateTimeException none) {
            throw ODataProblem.FILTER.because("At character " + word.at() + " comes " + word + ", which is no date.");
        }
        if (word.kind() == Kind.PLAIN && (text.startsWith("@") || text.startsWith("$") || text.contains("/"))) {
            throw ODataProblem.UNSUPPORTED.because(
                    "Aliases, references and paths such as " + word + " are not supported.");
        }
        throw Words.unexpected(word, "a property, a string, a number, a date, true, false or null");
    }

    private static Expression requireCondition(Expression one, String which) {
        if (one.type() != null && one.type() != Edm.BOOLEAN) {
            throw ODataProblem.FILTER.because(which + " is no condition, but " + title(one) + ".");
        }
        return one;
    }

    private static void requireComparable(Expression left, Word operator, Expression right) {
        Edm one = left.type();
        Edm other = right.type();
        boolean ordered = !operator.is("eq") && !operator.is("ne") && !operator.is("in");
        boolean alike = one == null || other == null || one == other || (one.isNumber() && other.isNumber());
        if (!alike || (ordered && one == Edm.BOOLEAN)) {
            throw ODataProblem.FILTER.because("At character " + operator.at() + " " + operator + " compares "
                    + title(left) + " with " + title(right) + "; these cannot be compared so.");
        }
    }

    private static String title(Expression one) {
        String type = one.type() == null ? "null" : one.type().title();
        return one instanceof Field field ? field.property().name() + " (" + type + ")" : type;
    }

    private void deeper(Word word) {
        if (++depth > DEEPEST) {
            throw ODataProblem.FILTER.because("At character " + word.at() + " the filter is more than " + DEEPEST
                    + " parentheses, functions and \"not\" deep.");
        }
    }

    private void count(Word word) {
        if (++conditions > MOST_CONDITIONS) {
            throw ODataProblem.FILTER.because("At character " + word.at() + " begins one more than " + MOST_CONDITIONS
                    + " conditions; \"in\" names many values in one.");
        }
    }
}
