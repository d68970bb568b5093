package huikan.review;

import huikan.review.workflow.WorkflowContract;
import huikan.review.workflow.Workflows;
import huikan.service.test.ServiceContract;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

class ContractIT extends ServiceContract {

    @Autowired
    Workflows workflows;

    @Override
    protected void complete(ObjectNode document) {
        WorkflowContract.complete(document, workflows);
    }
}
