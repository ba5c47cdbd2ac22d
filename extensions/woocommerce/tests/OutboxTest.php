<?php
/**
 * "Order N changed": told once, tried again, never lost and never about what is no order.
 *
 * @package Lasting
 */

final class OutboxTest extends Lasting_Test_Case {
	/** @var Lasting_Outbox */
	private $outbox;

	protected function setUp(): void {
		parent::setUp();
		$this->outbox = new Lasting_Outbox();
		$this->outbox->listen();
		self::connect();
	}

	private static function waiting_orders() {
		return array_map(
			static function ( $one ) {
				return $one['args'][0];
			},
			Lasting_Fake_Shop::$waiting
		);
	}

	/**
	 * Sends what waits first, as Action Scheduler does: it is gone from the list whatever comes of it.
	 */
	private function work_off() {
		$one = array_shift( Lasting_Fake_Shop::$waiting );
		Lasting_Fake_Shop::happens( $one['hook'], ...$one['args'] );
		return $one;
	}

	private static function bodies() {
		return array_column( Lasting_Fake_Shop::$sent, 'body' );
	}

	public function test_an_order_that_changes_many_times_in_a_request_is_told_once() {
		Lasting_Fake_Shop::order( 1204 );
		for ( $times = 0; $times < 20; $times++ ) {
			Lasting_Fake_Shop::happens( 'woocommerce_update_order', 1204 );
		}
		Lasting_Fake_Shop::happens( 'woocommerce_order_status_changed', 1204, 'pending', 'processing' );
		Lasting_Fake_Shop::happens( 'shutdown' );
		Lasting_Fake_Shop::happens( 'shutdown' );
		$this->assertSame( array( 1204 ), self::waiting_orders() );
		$this->assertSame( 'lasting_note', Lasting_Fake_Shop::$waiting[0]['hook'] );
		$this->assertSame( 1, Lasting_Fake_Shop::$waiting[0]['args'][2] );
	}

	/**
	 * @dataProvider changes
	 */
	public function test_every_change_that_an_order_can_have_is_heard( $hook, array $with ) {
		Lasting_Fake_Shop::order( 1204 );
		Lasting_Fake_Shop::happens( $hook, ...$with );
		Lasting_Fake_Shop::happens( 'shutdown' );
		$this->assertSame( array( 1204 ), self::waiting_orders() );
	}

	public static function changes() {
		return array(
			'new'                          => array( 'woocommerce_new_order', array( 1204 ) ),
			'changed'                      => array( 'woocommerce_update_order', array( '1204' ) ),
			'another status'               => array( 'woocommerce_order_status_changed', array( 1204, 'pending', 'completed' ) ),
			'refunded'                     => array( 'woocommerce_order_refunded', array( 1204, 9 ) ),
			'a refund deleted'             => array( 'woocommerce_refund_deleted', array( 9, 1204 ) ),
			'in the bin'                   => array( 'woocommerce_trash_order', array( 1204 ) ),
			'out of the bin'               => array( 'woocommerce_untrash_order', array( 1204, 'wc-completed' ) ),
			'about to be deleted for good' => array( 'woocommerce_before_delete_order', array( 1204 ) ),
			'deleted for good'             => array( 'woocommerce_delete_order', array( 1204 ) ),
		);
	}

	public function test_a_checkout_that_somebody_has_open_is_not_told_of_and_a_refund_is_no_order() {
		Lasting_Fake_Shop::order( 1, 'checkout-draft' );
		Lasting_Fake_Shop::$orders[2] = new WC_Order_Refund();
		foreach ( array( 1, 2, 0, 'nonsense' ) as $id ) {
			Lasting_Fake_Shop::happens( 'woocommerce_update_order', $id );
		}
		Lasting_Fake_Shop::happens( 'shutdown' );
		$this->assertSame( array(), Lasting_Fake_Shop::$waiting );
	}

	public function test_an_order_that_is_gone_is_told_of() {
		Lasting_Fake_Shop::happens( 'woocommerce_delete_order', 1204 );
		Lasting_Fake_Shop::happens( 'shutdown' );
		$this->assertSame( array( 1204 ), self::waiting_orders() );
	}

	public function test_a_shop_that_is_not_connected_keeps_and_sends_nothing() {
		Lasting_Connection::forget();
		Lasting_Fake_Shop::order( 1204 );
		Lasting_Fake_Shop::happens( 'woocommerce_update_order', 1204 );
		Lasting_Fake_Shop::happens( 'shutdown' );
		$this->assertSame( array(), Lasting_Fake_Shop::$waiting );
		$this->outbox->send( 1204, 'n', 1 );
		$this->assertSame( array(), Lasting_Fake_Shop::$sent );
	}

	public function test_a_note_says_the_order_and_its_own_name_and_nothing_else_signed_for_now() {
		Lasting_Fake_Shop::server_answers( 200, '' );
		$this->outbox->send( 1204, '6f1d2c3b-0a49-4e58-8c67-7b6a5d4e3f21', 1 );
		list( $sent ) = Lasting_Fake_Shop::$sent;
		$this->assertSame( self::connection()['notes_url'], $sent['url'] );
		$this->assertSame( '{"order":1204,"n":"6f1d2c3b-0a49-4e58-8c67-7b6a5d4e3f21"}', $sent['body'] );
		$at = (int) $sent['headers']['X-Lasting-Time'];
		$this->assertEqualsWithDelta( time(), $at, 5 );
		$this->assertSame( lasting_note_headers( self::connection()['secret'], $sent['body'], $at ), $sent['headers'] );
		$this->assertSame( 0, $sent['redirection'] );
		$this->assertLessThanOrEqual( 10, $sent['timeout'] );
	}

	public function test_when_the_server_has_kept_it_nothing_waits_and_the_moment_is_remembered() {
		Lasting_Fake_Shop::server_answers( 200, '' );
		$this->outbox->send( 1204, 'n', 1 );
		$this->assertSame( array(), Lasting_Fake_Shop::$waiting );
		$this->assertEqualsWithDelta( time(), get_option( Lasting_Outbox::LAST ), 5 );
	}

	/**
	 * @dataProvider refusals
	 */
	public function test_what_is_not_a_plain_yes_is_tried_again_under_the_same_name( $code ) {
		if ( null === $code ) {
			Lasting_Fake_Shop::server_is_silent();
		} else {
			Lasting_Fake_Shop::server_answers( $code, 'words' );
		}
		$this->outbox->send( 1204, 'n', 3 );
		$this->assertSame( array( array( 1204, 'n', 4 ) ), array_column( Lasting_Fake_Shop::$waiting, 'args' ) );
		$this->assertEqualsWithDelta( time() + 120, Lasting_Fake_Shop::$waiting[0]['at'], 5 );
		$this->assertFalse( get_option( Lasting_Outbox::LAST ) );
	}

	public static function refusals() {
		return array(
			'nobody answers'       => array( null ),
			'a fault'              => array( 500 ),
			'too much'             => array( 429 ),
			'not signed well'      => array( 401 ),
			'not there'            => array( 404 ),
			'led elsewhere'        => array( 302 ),
			'yes, but another one' => array( 204 ),
		);
	}

	public function test_waits_grow_twofold_up_to_six_hours_and_make_two_days_altogether() {
		$this->assertSame( array( 30, 60, 120, 240 ), array_map( array( 'Lasting_Outbox', 'wait' ), array( 1, 2, 3, 4 ) ) );
		$this->assertSame( 21600, Lasting_Outbox::wait( 19 ) );
		$this->assertSame( 21600, Lasting_Outbox::wait( 5000 ) );
		$all = array_sum( array_map( array( 'Lasting_Outbox', 'wait' ), range( 1, Lasting_Outbox::TRIES_MAX - 1 ) ) );
		$this->assertGreaterThan( 2 * DAY_IN_SECONDS, $all );
		$this->assertLessThan( 3 * DAY_IN_SECONDS, $all );
	}

	public function test_a_server_that_is_away_for_a_while_hears_of_the_order_once_it_is_back() {
		Lasting_Fake_Shop::order( 1204 );
		Lasting_Fake_Shop::happens( 'woocommerce_update_order', 1204 );
		Lasting_Fake_Shop::happens( 'shutdown' );
		for ( $times = 0; $times < 5; $times++ ) {
			Lasting_Fake_Shop::server_is_silent();
			$this->work_off();
		}
		Lasting_Fake_Shop::server_answers( 200, '' );
		$this->work_off();
		$this->assertCount( 6, self::bodies() );
		$this->assertCount( 1, array_unique( self::bodies() ) );
		$this->assertSame( array(), Lasting_Fake_Shop::$waiting );
	}

	public function test_after_the_last_try_the_merchant_is_shown_it_and_one_button_tells_it_again_under_a_new_name() {
		Lasting_Fake_Shop::server_is_silent();
		$this->outbox->send( 1204, 'old', Lasting_Outbox::TRIES_MAX );
		Lasting_Fake_Shop::server_is_silent();
		$this->outbox->send( 1205, 'old', Lasting_Outbox::TRIES_MAX );
		Lasting_Fake_Shop::server_is_silent();
		$this->outbox->send( 1204, 'older', Lasting_Outbox::TRIES_MAX );
		$this->assertSame( array(), Lasting_Fake_Shop::$waiting );
		$this->assertFalse( Lasting_Health::of( self::connection() )['waiting']['ok'] );
		$this->assertSame( 2, Lasting_Outbox::send_again() );
		$this->assertSame( array( 1204, 1205 ), self::waiting_orders() );
		$this->assertNotContains( 'old', array_column( array_column( Lasting_Fake_Shop::$waiting, 'args' ), 1 ) );
		$this->assertSame( array( 1, 1 ), array_column( array_column( Lasting_Fake_Shop::$waiting, 'args' ), 2 ) );
		$this->assertTrue( Lasting_Health::of( self::connection() )['waiting']['ok'] );
		$this->assertSame( 0, Lasting_Outbox::send_again() );
	}

	public function test_of_notes_that_were_given_up_the_last_five_hundred_orders_are_remembered() {
		for ( $id = 1; $id <= 510; $id++ ) {
			Lasting_Fake_Shop::server_is_silent();
			$this->outbox->send( $id, 'n', Lasting_Outbox::TRIES_MAX );
		}
		$dead = get_option( Lasting_Outbox::DEAD );
		$this->assertSame( range( 11, 510 ), array_keys( $dead ) );
		$this->assertArrayHasKey( Lasting_Outbox::DEAD, Lasting_Fake_Shop::$not_loaded );
	}

	public function test_switched_off_nothing_of_it_waits_and_what_waits_for_others_stays() {
		as_enqueue_async_action( 'lasting_note', array( 1, 'n', 1 ), 'lasting' );
		as_enqueue_async_action( 'others', array(), 'others' );
		Lasting_Outbox::unschedule();
		$this->assertSame( array( 'others' ), array_column( Lasting_Fake_Shop::$waiting, 'hook' ) );
	}
}
