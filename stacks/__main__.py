"""`python -m stacks` synthesizes the cloud assembly into cdk.out; no AWS call is made."""

import os

from aws_cdk import App, Validations
from cdk_nag import AwsSolutionsChecks

from stacks.arguments import argue
from stacks.nightdesk import Nightdesk


def app(outdir: str | None = None) -> App:
    """The CDK app, with its security rules switched on: a finding nobody argued against fails synthesis."""
    app = App(outdir=outdir)
    argue(Nightdesk(app, "Nightdesk"))
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    return app


if __name__ == "__main__":
    # The CDK command line names its own folder; by hand it is the same one it would use.
    app(os.environ.get("CDK_OUTDIR", "cdk.out")).synth()
