package huikan.analytics;

import huikan.service.test.ServiceContract;

class ContractIT extends ServiceContract {}
