package huikan.submission;

import huikan.service.test.ServiceContract;

class ContractIT extends ServiceContract {}
