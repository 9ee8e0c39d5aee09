package dev.reflux.error;

/** An argument of an operation, or of what it is made of, says something that cannot be carried out. */
public final class InvalidOperationException extends RefluxException {

    private static final long serialVersionUID = 1L;

    private final String argument;
    private final String problem;

    /**
     * Creates the error.
     *
     * @param argument name of the argument as revision files write it, such as {@code referent_columns}
     * @param problem what is wrong with it, to follow its name, without a full stop
     */
    public InvalidOperationException(String argument, String problem) {
        this(argument, problem, Place.UNKNOWN);
    }

    private InvalidOperationException(String argument, String problem, Place place) {
        super("invalid_revision_file", argument + " " + problem + ".", place, null);
        this.argument = argument;
        this.problem = problem;
    }

    /** Name of the argument as revision files write it. */
    public String argument() {
        return argument;
    }

    /** What is wrong with the argument, to follow its name, without a full stop. */
    public String problem() {
        return problem;
    }
}
