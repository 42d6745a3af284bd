package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** Objects and buckets. */
final class StorageAssumptions {
    static final List<Assumption> ALL = List.of(
            documented(
                            "object-once",
                            "AmazonS3/latest/userguide/conditional-writes.html",
                            "A write with If-None-Match: * fails with 412 where there is an object,"
                                    + " and takes s3:PutObject alone.")
                    .about("s3:PutObject")
                    .reliedOnBy("Store")
                    .simulatedBy("Condition")
                    .heldBy(
                            "S3ServiceTest.writesOnlyOnceIfNoneMayBeThere",
                            "StoreTest.writesOnceAndLetsTheFirstWriterWin")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "object-replace",
                            "AmazonS3/latest/userguide/conditional-writes.html",
                            "A write with If-Match fails with 412 where another object is, and"
                                    + " takes s3:GetObject as well.")
                    .about("s3:PutObject", "s3:HeadObject")
                    .reliedOnBy("Store")
                    .simulatedBy("Condition", "ObjectNeeds")
                    .heldBy(
                            "S3ServiceTest.replacesOnlyWhatItExpects",
                            "StoreTest.replacesNothingThatAnotherWroteAfterItLooked")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "object-conflict",
                            "AmazonS3/latest/userguide/conditional-writes.html",
                            "A conditional write may give 409 ConditionalRequestConflict while"
                                    + " others write, and may be sent again.")
                    .about("s3:PutObject")
                    .reliedOnBy("Failures")
                    .heldBy("FailuresTest.tellsWhetherAskingAgainCanHelp")
                    .notShown("nobody can make S3 answer so on purpose"),
            documented(
                            "object-absent",
                            "AmazonS3/latest/API/API_HeadObject.html",
                            "Where there is no object, whoever may list the bucket gets 404, and"
                                    + " whoever may not gets 403.")
                    .about("s3:HeadObject", "s3:GetObject")
                    .reliedOnBy("Store", "StoreAccess")
                    .simulatedBy("ObjectNeeds", "ObjectReads")
                    .heldBy(
                            "StoreTest.tellsNothingOfAnObjectThatIsNotThere",
                            "StoreTest.doesNotTakeAnObjectThatItMayNotReadForOneThatIsAbsent")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "object-versions",
                            "AmazonS3/latest/userguide/Versioning.html",
                            "In a bucket with versioning every version can be read by its id,"
                                    + " whatever is written after it, with s3:GetObjectVersion.")
                    .about("s3:GetObject", "s3:HeadObject", "AWS::S3::Bucket")
                    .reliedOnBy("Store", "Intake")
                    .simulatedBy("Bucket")
                    .heldBy(
                            "S3ServiceTest.keepsTheOlderVersions",
                            "PrepareDatasetTest.readsThePinnedVersionThoughTheFileWasOverwritten")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "object-consistency",
                            "AmazonS3/latest/userguide/Welcome.html#ConsistencyModel",
                            "What was written is read and listed from then on.")
                    .about("s3:GetObject", "s3:ListObjectsV2")
                    .reliedOnBy("Store")
                    .simulatedBy("S3")
                    .heldBy("StoreTest.listsEveryPageInOrder")
                    .notShown("S3 states it as a guarantee"),
            documented(
                            "object-list",
                            "AmazonS3/latest/API/API_ListObjectsV2.html",
                            "Keys are listed in the order of their UTF-8 bytes, at most a thousand"
                                    + " a page, after the key that is asked for.")
                    .about("s3:ListObjectsV2")
                    .reliedOnBy("Store", "Answers")
                    .simulatedBy("Lists")
                    .heldBy("S3ServiceTest.listsByPrefixAndDelimiterInUtf8Order", "S3ServiceTest.pagesThroughALongList")
                    .shownBy(Question.WHOLE_RUN),
            documented(
                            "object-range",
                            "AmazonS3/latest/API/API_GetObject.html",
                            "A range of an object's bytes is read with its last byte included.")
                    .about("s3:GetObject")
                    .reliedOnBy("Store", "StagedTest")
                    .simulatedBy("ObjectReads")
                    .heldBy("S3ServiceTest.readsARange", "StoreTest.readsTheBytesOfARange")
                    .shownBy(Question.WHOLE_RUN),
            documented(
                            "bucket-owner",
                            "AmazonS3/latest/userguide/bucket-owner-condition.html",
                            "A request that names another owner than the bucket's is denied.")
                    .about("s3:PutObject", "s3:GetObject")
                    .reliedOnBy("Store")
                    .simulatedBy("S3Service")
                    .heldBy("S3ServiceTest.refusesAnotherOwner", "StoreTest.namesTheOwnerOfTheBucketInEveryRequest")
                    .shownBy(Question.TRAIL),
            documented(
                            "bucket-write-once",
                            "AmazonS3/latest/userguide/conditional-writes-enforce.html",
                            "A bucket policy sees a write's condition as s3:if-none-match, and"
                                    + " tells writes of objects from writes of parts by"
                                    + " s3:ObjectCreationOperation.")
                    .about("AWS::S3::BucketPolicy")
                    .reliedOnBy("StoreParts")
                    .simulatedBy("ObjectNeeds")
                    .heldBy(
                            "AccessMatrixTest.anAdministratorCannotChangeWhatIsStaged",
                            "DataStoreTest.letsOneRoleWriteStagedFilesOnce")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "bucket-principal",
                            "IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn",
                            "aws:PrincipalArn of a role's session is the role's ARN;"
                                    + " aws:PrincipalIsAWSService tells services from identities.")
                    .about("AWS::S3::BucketPolicy")
                    .reliedOnBy("BucketPerimeter", "StoreParts")
                    .simulatedBy("Request", "Principal")
                    .heldBy(
                            "DataStoreTest.deniesWhatComesFromOutsideTheAccountUnderAForeignKeyOrWithoutTls",
                            "AccessMatrixTest.nobodyOutsideTheAccountCanDoAnything")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "bucket-key",
                            "AmazonS3/latest/userguide/UsingKMSEncryption.html",
                            "A write that names no key is encrypted under the bucket's own; a"
                                    + " policy sees a key that is named as"
                                    + " s3:x-amz-server-side-encryption-aws-kms-key-id.")
                    .about("AWS::S3::BucketPolicy", "AWS::S3::Bucket", "s3:PutObject")
                    .reliedOnBy("BucketPerimeter", "Store")
                    .simulatedBy("ObjectNeeds")
                    .heldBy(
                            "DataStoreTest.deniesWhatComesFromOutsideTheAccountUnderAForeignKeyOrWithoutTls",
                            "DemandingBucketsTest.everyStepSaysUnderWhichKeyItWrites")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "bucket-logs",
                            "AmazonS3/latest/userguide/enable-server-access-logging.html",
                            "Access logs are written by logging.s3.amazonaws.com for the account"
                                    + " and the bucket that it names, to a bucket without a customer managed"
                                    + " key.")
                    .about("AWS::S3::BucketPolicy", "AWS::S3::Bucket")
                    .reliedOnBy("StoreParts")
                    .heldBy("DataStoreTest.encryptsDataUnderTheDataKeyAndLogsAsS3DeliversThem")
                    .shownBy(Question.STACK),
            documented(
                            "bucket-settings",
                            "AmazonS3/latest/API/API_GetPublicAccessBlock.html",
                            "A setting that a bucket does not have gives 404 with a code of its" + " own.")
                    .about(
                            "s3:GetPublicAccessBlock",
                            "s3:GetBucketPolicy",
                            "s3:GetBucketEncryption",
                            "s3:GetBucketVersioning",
                            "s3:GetBucketNotificationConfiguration")
                    .reliedOnBy("Store", "BucketPreflight")
                    .simulatedBy("BucketReads")
                    .heldBy(
                            "S3ServiceTest.saysHowABucketIsClosedAndWhereNothingIsSet",
                            "StoreBucketsTest.doesNotTakeABucketThatIsNotThereForOneWithoutTheSetting")
                    .notShown("buckets of the experiments' stack are its own"),
            documented(
                            "bucket-lifecycle",
                            "AmazonS3/latest/userguide/object-lifecycle-mgmt.html",
                            "Lifecycle rules abort unfinished uploads and expire staged files and"
                                    + " old versions, whatever bucket policies say.")
                    .about("AWS::S3::Bucket")
                    .reliedOnBy("StoreParts")
                    .heldBy("DataStoreTest.takesUnfinishedUploadsAndReplacedVersionsAwayAndStagedFilesInTime")
                    .notShown("it takes days"));

    private StorageAssumptions() {}
}
