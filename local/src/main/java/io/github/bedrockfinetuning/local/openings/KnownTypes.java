package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The known resource types. For types that the constructs use, all properties are known, and other properties are
 * reported as unread. For other types, the policies and names in all properties are read. The types and their properties
 * are in {@code resource-types.json}.
 */
final class KnownTypes {
    /** The readings of the types with properties that can be openings. */
    private static final Map<String, Reading> READINGS = Map.ofEntries(
            Map.entry("AWS::CloudTrail::Trail", KnownTypes::trail),
            Map.entry("AWS::EC2::SecurityGroup", NetworkReading::securityGroup),
            Map.entry("AWS::EC2::SecurityGroupIngress", NetworkReading::ingressRule),
            Map.entry("AWS::EC2::SecurityGroupEgress", NetworkReading::egressRule),
            Map.entry("AWS::EC2::VPCEndpoint", NetworkReading::endpoint),
            Map.entry("AWS::IAM::Role", IdentityReading::attached),
            Map.entry("AWS::Lambda::Function", FunctionReading::function),
            Map.entry("AWS::Lambda::Permission", FunctionReading::permission),
            Map.entry("AWS::S3::Bucket", new BucketReading()),
            Map.entry("AWS::S3::BucketPolicy", KnownTypes::bucketPolicy),
            Map.entry("AWS::SNS::Topic", DeliveryReading::topic),
            Map.entry("AWS::Scheduler::Schedule", KnownTypes::schedule),
            Map.entry("AWS::StepFunctions::StateMachine", KnownTypes::stateMachine),
            Map.entry("Custom::FineTuningRuns", KnownTypes::provided),
            Map.entry("Custom::VpcRestrictDefaultSG", KnownTypes::provided),
            Map.entry("Custom::S3AutoDeleteObjects", KnownTypes::provided),
            Map.entry("Custom::S3BucketNotifications", KnownTypes::provided),
            Map.entry("AWS::Lambda::LayerVersionPermission", FunctionReading::permission),
            Map.entry("AWS::Lambda::LayerVersion", FunctionReading::layer),
            Map.entry("AWS::Lambda::Url", FunctionReading::url),
            Map.entry("AWS::SNS::Subscription", DeliveryReading::subscription),
            Map.entry("AWS::Events::EventBusPolicy", DeliveryReading::busPolicy),
            Map.entry("AWS::Events::ApiDestination", DeliveryReading::outside),
            Map.entry("AWS::Events::Connection", DeliveryReading::outside),
            Map.entry("AWS::KinesisFirehose::DeliveryStream", DeliveryReading::stream),
            Map.entry("AWS::RAM::ResourceShare", DeliveryReading::share),
            Map.entry("AWS::S3::AccessGrant", DeliveryReading::accessGrant),
            Map.entry("AWS::LakeFormation::Permissions", DeliveryReading::lakePermission),
            Map.entry("AWS::LakeFormation::PrincipalPermissions", DeliveryReading::lakePermission),
            Map.entry("AWS::IAM::User", IdentityReading::user),
            Map.entry("AWS::IAM::Group", IdentityReading::attached),
            Map.entry("AWS::IAM::AccessKey", IdentityReading::accessKey),
            Map.entry("AWS::IAM::ServiceSpecificCredential", IdentityReading::accessKey),
            Map.entry("AWS::IAM::OIDCProvider", IdentityReading::provider),
            Map.entry("AWS::IAM::SAMLProvider", IdentityReading::provider),
            Map.entry("AWS::EC2::Route", NetworkReading::route),
            Map.entry("AWS::EC2::VPCPeeringConnection", NetworkReading::peering),
            Map.entry("AWS::EC2::VPCGatewayAttachment", NetworkReading::gateway),
            Map.entry("AWS::EC2::EgressOnlyInternetGateway", NetworkReading::gateway),
            Map.entry("AWS::EC2::NatGateway", NetworkReading::translation),
            Map.entry("AWS::S3::AccessPoint", BucketReading::accessPoint));

    private static final JsonNode TYPES = types();

    private KnownTypes() {}

    private static JsonNode types() {
        try (InputStream in = KnownTypes.class.getResourceAsStream("resource-types.json")) {
            return Documents.STRICT.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the type-specific properties of a resource. Reports properties that cannot be read. */
    static void read(StackResource at, Reading.Context context) {
        JsonNode properties = TYPES.path("properties").path(at.type());
        if (properties.isMissingNode()
                && !Clause.textsOf(TYPES.path("anyProperties")).contains(at.type())) {
            context.unread(at, "resources of this type are not supported");
            return;
        }
        if (properties.isArray()) {
            List<String> known = Clause.textsOf(properties);
            at.properties().fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    context.unread(at, "its property " + name + " is not supported");
                }
            });
        }
        READINGS.getOrDefault(at.type(), Reading.NAMES_AND_POLICIES).read(at, context);
    }

    private static void trail(StackResource at, Reading.Context context) {
        BucketReading.ownBucket(at, context, "S3BucketName", at.property("S3BucketName"));
    }

    /** Reports a bucket policy without a document. */
    private static void bucketPolicy(StackResource at, Reading.Context context) {
        if (at.property("PolicyDocument").isMissingNode()) {
            context.unread(at, "it has no PolicyDocument");
        }
    }

    private static void stateMachine(StackResource at, Reading.Context context) {
        String definition = at.property("DefinitionString").asText();
        if (definition.isEmpty() || !Documents.parse(definition).isObject()) {
            context.unread(at, "its DefinitionString contains no JSON");
        }
        ServiceCalls.read(at, "DefinitionString", Documents.parse(definition), context.findings());
    }

    private static void schedule(StackResource at, Reading.Context context) {
        ServiceCalls.read(at, "Target", at.property("Target").path("Arn"), context.findings());
    }

    /** Reads a known custom resource. Its provider must be a function in the same stack. */
    private static void provided(StackResource at, Reading.Context context) {
        String token = at.property("ServiceToken").asText();
        boolean own = context.resources().stream()
                .anyMatch(resource -> resource.type().equals("AWS::Lambda::Function")
                        && resource.arn().equals(token));
        if (!own) {
            context.unread(at, "its provider " + token + " is not in the stack");
        }
    }
}
