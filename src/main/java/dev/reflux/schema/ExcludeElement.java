package dev.reflux.schema;

/**
 * A part of an exclude constraint.
 */
@Description("A part of an exclude constraint.")
public record ExcludeElement(
        @Description("column or SQL expression") String expression,
        @Description("operator that compares two rows") String operator) {

    /** Checks and copies the arguments. */
    public ExcludeElement {
        Arguments.sql("expression", expression);
        Arguments.operator("operator", operator);
    }
}
