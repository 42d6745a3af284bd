package io.github.bedrockfinetuning.dataset.rules;

/** The sources of the rules. */
final class Sources {
    static final String PREPARE =
            "https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-prepare.html";
    static final String TROUBLESHOOTING =
            "https://docs.aws.amazon.com/bedrock/latest/userguide/fine-tuning-troubleshooting.html";
    static final String NOVA =
            "https://docs.aws.amazon.com/nova/latest/userguide/fine-tune-prepare-data-understanding.html";
    static final String NOVA_2 = "https://docs.aws.amazon.com/bedrock/latest/userguide/nova-2-sft-data-prep.html";
    static final String S3_URI = "https://docs.aws.amazon.com/bedrock/latest/APIReference/API_TrainingDataConfig.html";
    static final String HAIKU_VALIDATOR = "aws-samples/amazon-bedrock-samples claude-haiku data_validation.py";
    static final String NOVA_VALIDATOR = "aws-samples/amazon-nova-samples nova_ft_dataset_validator.py";
    static final String META_VALIDATOR = "aws-samples/amazon-bedrock-samples meta-llama dataset_validation";
    static final String COOKBOOK = "https://platform.claude.com/cookbook/finetuning-finetuning-on-bedrock";
    static final String JSON = "https://www.rfc-editor.org/rfc/rfc8259";
    static final String BEDROCK_DATA =
            "https://docs.aws.amazon.com/bedrock/latest/userguide/custom-models.html: tuned models can repeat training data";
    static final String COMPARISON = "sound comparison: a model must not be tested on the data that it was trained on";

    private Sources() {}
}
