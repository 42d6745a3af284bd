package io.github.bedrockfinetuning.contract;

/**
 * The names of the environment variables of the Lambda functions. Unless noted otherwise, a variable is set for every
 * function.
 */
public final class EnvironmentVariables {
    /** The value of {@link TagKeys#STACK} on every resource of the workflow. */
    public static final String FT_STACK = "FT_STACK";
    /** The account that owns the buckets. */
    public static final String ACCOUNT_ID = "ACCOUNT_ID";
    /** The datasets bucket. */
    public static final String DATASETS_BUCKET = "DATASETS_BUCKET";
    /** The key that encrypts the datasets bucket. */
    public static final String DATASETS_KEY_ARN = "DATASETS_KEY_ARN";
    /** The results bucket. */
    public static final String RESULTS_BUCKET = "RESULTS_BUCKET";
    /** The key that encrypts the results bucket. */
    public static final String RESULTS_KEY_ARN = "RESULTS_KEY_ARN";

    /** The default settings of runs, as JSON. Only set for functions that read settings. */
    public static final String FT_DEFAULTS = "FT_DEFAULTS";
    /** The IDs of the models that runs can use, separated by commas. Only set for functions that read settings. */
    public static final String FT_ALLOWED_MODELS = "FT_ALLOWED_MODELS";
    /**
     * Indicates whether runs can use models that are in the Legacy state or have reached end of life. Only set for
     * functions that read settings.
     */
    public static final String FT_ALLOW_END_OF_LIFE = "FT_ALLOW_END_OF_LIFE";
    /**
     * Indicates whether runs can call models through cross-Region inference profiles. Only set for functions that
     * read settings.
     */
    public static final String FT_ALLOW_CROSS_REGION = "FT_ALLOW_CROSS_REGION";
    /** The buckets that another app created: {@code datasets}, {@code results}, or both, separated by a comma. */
    public static final String FT_IMPORTED_BUCKETS = "FT_IMPORTED_BUCKETS";
    /** Indicates that Service Quotas cannot be reached from the function's network. */
    public static final String FT_WITHOUT_SERVICE_QUOTAS = "FT_WITHOUT_SERVICE_QUOTAS";
    /**
     * The maximum number of batches that a run processes at the same time. Set only for PrepareDataset, and only if a
     * number is specified.
     */
    public static final String FT_CONCURRENT_BATCHES = "FT_CONCURRENT_BATCHES";
    /** A sentence for the heading of reports. Only set by a rehearsal. */
    public static final String FT_NOTICE = "FT_NOTICE";

    /** The ARN of the state machine. Never set for a function that the state machine itself calls. */
    public static final String STATE_MACHINE_ARN = "STATE_MACHINE_ARN";
    /** The ARN of the topic for notifications and approval requests. Only set for functions that publish. */
    public static final String TOPIC_ARN = "TOPIC_ARN";
    /**
     * The name of the event bus for {@link RunEvent}s. Not set if the stack does not use the events that the function
     * sends.
     */
    public static final String EVENT_BUS_NAME = "EVENT_BUS_NAME";
    /** The role that Bedrock assumes for fine-tuning jobs. Only set for StartTraining. */
    public static final String CUSTOMIZATION_ROLE_ARN = "CUSTOMIZATION_ROLE_ARN";
    /** The key that encrypts custom models. Only set for StartTraining. */
    public static final String MODEL_KEY_ARN = "MODEL_KEY_ARN";
    /** The subnets of fine-tuning jobs, separated by commas. Only set for StartTraining of a workflow in a VPC. */
    public static final String JOB_SUBNETS = "JOB_SUBNETS";
    /** The security groups of fine-tuning jobs, separated by commas. Set together with {@link #JOB_SUBNETS}. */
    public static final String JOB_SECURITY_GROUPS = "JOB_SECURITY_GROUPS";
    /** The path that contains the parameters of promoted models. Only set for functions that read or write them. */
    public static final String PARAMETER_PREFIX = "PARAMETER_PREFIX";

    /**
     * The Region, which Lambda sets.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda environment
     *     variables</a>
     */
    public static final String AWS_REGION = "AWS_REGION";
    /** Options that the JVM reads when it starts. */
    public static final String JAVA_TOOL_OPTIONS = "JAVA_TOOL_OPTIONS";

    private EnvironmentVariables() {}
}
